/// The numbers of invoices that are ours to give: one sequence a book and pattern, without gaps. A
/// number belongs to the effect that sends it until that effect ends. Never talks to a vendor and
/// never decides whether an invoice is made.
///
/// Tables: `number_series`, `given_number`.
@Room(
    name = "engine.numbering",
    mayUse = {"engine.db", "fact.ledger"})
@NullMarked
package io.tieout.engine.numbering;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
