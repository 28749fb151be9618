/// What people do and see in a vendor's own product, whichever vendor it is: the sales people's
/// side of a CRM, the bookkeepers' side of a ledger. Stand-ins implement it; the page, the tour and
/// whole-house tests use it. Knows no vendor's protocol.
@Room(
    name = "sandbox.side",
    mayUse = {"sandbox.host", "value.json", "value.money"})
@NullMarked
package io.tieout.sandbox.side;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
