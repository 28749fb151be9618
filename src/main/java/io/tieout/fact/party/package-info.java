/// Who acts and where they are: people with their roles, limits, working hours and delegates;
/// postal addresses, documents. Pure records.
@Room(
    name = "fact.party",
    mayUse = {"value.json", "value.money"})
@NullMarked
package io.tieout.fact.party;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
