/// Slack: what people say and click comes in here, cards and answers go out. It checks signatures,
/// stores before it acknowledges, renders, and decides nothing. The only room that names
/// `com.slack`. Its tables: `slack_card` (which message shows which request or finding) and
/// `slack_said` (what was said with the assistant).
@Room(
    name = "door.slack",
    mayUse = {
      "door.assistant",
      "door.web",
      "engine.approval",
      "engine.db",
      "engine.finding",
      "engine.halt",
      "engine.inbox",
      "engine.outbox",
      "engine.proposal",
      "fact.change",
      "fact.check",
      "fact.crm",
      "fact.ledger",
      "fact.notice",
      "fact.party",
      "fact.policy",
      "value.fault",
      "value.json",
      "value.money",
      "value.secret"
    })
@NullMarked
package io.tieout.door.slack;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
