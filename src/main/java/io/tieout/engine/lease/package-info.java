/// Leases on pieces of work: short, so that a dead process's work is soon another's, and renewed
/// while their holder lives and works. Never knows what the work is; the tables are their rooms'.
@Room(
    name = "engine.lease",
    mayUse = {"engine.db", "engine.jobs"})
@NullMarked
package io.tieout.engine.lease;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
