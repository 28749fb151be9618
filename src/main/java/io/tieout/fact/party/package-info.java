/// Who acts and where they are: actors, roles, postal addresses, documents. Pure records.
@Room(
    name = "fact.party",
    mayUse = {"value.json"})
@NullMarked
package io.tieout.fact.party;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
