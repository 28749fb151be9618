/// The books' vocabulary (customers, items, invoices, payments) and the ports to read and write
/// them. One ledger connection is a book. `LedgerWriter` is for the effect room alone.
@Room(
    name = "fact.ledger",
    mayUse = {"fact.party", "value.money", "value.fault"})
@NullMarked
package io.tieout.fact.ledger;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
