/// The one way out: every write to an outside system is an effect, planned and committed before it
/// is sent, sent once, looked up when its outcome is unknown, and confirmed only after it was read
/// back. Decides nothing about whether a change should be made. The only room that uses the writing
/// ports.
///
/// Tables: `effect`, `effect_event`, `effect_observation`, `effect_lease`, `effect_compensation`.
@Room(
    name = "engine.effect",
    mayUse = {
      "engine.db",
      "engine.proposal",
      "engine.approval",
      "engine.audit",
      "engine.outbox",
      "engine.inbox",
      "engine.finding",
      "engine.halt",
      "engine.lease",
      "engine.mirror",
      "engine.numbering",
      "fact.change",
      "fact.crm",
      "fact.ledger",
      "fact.party",
      "fact.notice",
      "value.json",
      "value.money",
      "value.fault",
      "value.id",
      "value.permit",
      "value.seal"
    })
@NullMarked
package io.tieout.engine.effect;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
