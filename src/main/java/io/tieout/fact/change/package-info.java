/// Everything we may do to the outside: the sealed `Change`, the `Proposal` that carries one with
/// its evidence and sources, and the digest an approval binds to. Pure records.
@Room(
    name = "fact.change",
    mayUse = {"fact.party", "fact.crm", "fact.ledger", "value.money", "value.json"})
@NullMarked
package io.tieout.fact.change;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
