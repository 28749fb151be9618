/// Asking people: requests that go through layers of approvers, with their votes, questions,
/// reminders, escalation and expiry. A vote is a fact in a table, bound to the digest that was
/// shown, by a person whose role, limit and place in the chain are looked up at the click; sources
/// are read again before it counts. Knows nothing of Slack, and nothing of how a change is made.
///
/// Tables: `approval_request`, `approval_term`, `approval_vote`, `approval_event`.
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
      "fact.ledger",
      "fact.notice",
      "value.json",
      "value.money",
      "value.id"
    })
@NullMarked
package io.tieout.engine.approval;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
