/// From one phase to the next and back: the shadow report on the company's own past, the metrics of
/// a phase from our own tables, promotions with their evidence, steps back by themselves, and
/// autonomy earned and lost.
///
/// The cores (`Comparing`, `Matching`, `Promotion`) are pure. Reads the outside for the report;
/// writes to none. Owns no table; steps are versions in `engine.governing`.
@Room(
    name = "work.rollout",
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
      "fact.rollout",
      "engine.db",
      "engine.audit",
      "engine.finding",
      "engine.gate",
      "engine.governing",
      "engine.mirror",
      "engine.outbox",
      "engine.proposal",
      "engine.shadow",
      "work.drift",
      "work.invoicing"
    })
@NullMarked
package io.tieout.work.rollout;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
