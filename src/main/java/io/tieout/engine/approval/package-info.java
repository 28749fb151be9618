/// Asking people: requests with their votes, reminders and expiry. A vote is a fact in a table,
/// bound to the digest that was shown, by a person whose role is looked up at the click; sources
/// are read again before it counts. Knows nothing of Slack, and nothing of how a change is made.
///
/// Tables: `approval_request`, `approval_vote`, `approval_event`.
@Room(
    name = "engine.approval",
    mayUse = {
      "engine.db",
      "engine.proposal",
      "engine.audit",
      "engine.outbox",
      "engine.inbox",
      "fact.change",
      "fact.policy",
      "fact.party",
      "fact.notice",
      "value.json",
      "value.id"
    })
@NullMarked
package io.tieout.engine.approval;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
