/// The stop for all writes: who halted what, when and why, and who let it go on. A halt that has
/// committed is seen by every later sending, in every process. It stops no reading, decides on no
/// change, and sends nothing itself.
///
/// Table: `halt_event`.
@Room(
    name = "engine.halt",
    mayUse = {
      "engine.audit",
      "engine.db",
      "engine.outbox",
      "fact.change",
      "fact.notice",
      "fact.party",
      "value.json"
    })
@NullMarked
package io.tieout.engine.halt;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
