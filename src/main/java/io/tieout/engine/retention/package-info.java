/// What is kept for how long: removes what is past its time, kind by kind and in small batches, and
/// leaves an audit entry for each batch. What may be removed, and how, is each room's own to say.
/// Owns no table.
@Room(
    name = "engine.retention",
    mayUse = {"engine.audit", "engine.db", "fact.party", "value.json"})
@NullMarked
package io.tieout.engine.retention;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
