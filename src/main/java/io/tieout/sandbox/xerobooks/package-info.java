/// An organisation's books as Xero keeps them: contacts, invoices, credit notes, payments, bank
/// transactions, journals, taxes, reports, with the vendor's accounting rules and its own words for
/// refusing. Filled from the seeded company; keeps everything in memory. Knows no HTTP and no
/// token.
@Room(
    name = "sandbox.xerobooks",
    mayUse = {"value.json", "value.money", "fact.party", "sandbox.world"})
@NullMarked
package io.tieout.sandbox.xerobooks;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
