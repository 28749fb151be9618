/// What became of an invoice in the books, told to its deal and to the people who approved it.
/// Always from fresh reads, so that old, doubled or reordered news is harmless. Proposes; writes to
/// no outside system. Owns no table.
@Room(
    name = "work.payments",
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
      "fact.rollout",
      "fact.notice",
      "engine.db",
      "engine.gate",
      "engine.inbox",
      "engine.outbox",
      "engine.mirror",
      "engine.proposal",
      "engine.approval"
    })
@NullMarked
package io.tieout.work.payments;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
