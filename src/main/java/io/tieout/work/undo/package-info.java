/// Taking back what was done: reads how it stands in the outside now, says what can be undone and
/// what cannot and why, and proposes it. Decides nothing for people and writes to no outside
/// system. Owns no table.
@Room(
    name = "work.undo",
    mayUse = {
      "value.money",
      "value.json",
      "value.id",
      "value.fault",
      "fact.party",
      "fact.crm",
      "fact.ledger",
      "fact.change",
      "fact.policy",
      "fact.notice",
      "engine.audit",
      "engine.db",
      "engine.effect",
      "engine.inbox",
      "engine.outbox",
      "engine.proposal",
      "engine.approval"
    })
@NullMarked
package io.tieout.work.undo;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
