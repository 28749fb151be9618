/// Discrepancies a person must look at: raised once however often they are seen, answered once,
/// resolved when they are gone. Never decides what an answer means. Owns `finding` and
/// `finding_event`.
@Room(
    name = "engine.finding",
    mayUse = {
      "engine.db",
      "engine.audit",
      "engine.inbox",
      "engine.outbox",
      "fact.notice",
      "fact.party",
      "value.json",
      "value.id"
    })
@NullMarked
package io.tieout.engine.finding;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
