/// Watches the invoices Tieout made: what becomes of them in the books besides being paid, and
/// invoices that were entered beside them. Told where it was approved, once, however often it is
/// seen.
///
/// The core (`Comparison`, `Paying`) is pure. The watch reads the books, compares, and tells; it
/// writes to no outside system. Tables: `drift_look`, `drift_event`.
@Room(
    name = "work.drift",
    mayUse = {
      "value.money",
      "value.json",
      "value.fault",
      "fact.party",
      "fact.ledger",
      "fact.change",
      "fact.notice",
      "engine.db",
      "engine.audit",
      "engine.effect",
      "engine.finding",
      "engine.inbox",
      "engine.lease",
      "engine.outbox",
      "engine.mirror",
      "engine.proposal",
      "engine.approval"
    })
@NullMarked
package io.tieout.work.drift;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
