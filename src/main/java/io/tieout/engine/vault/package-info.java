/// Credentials of connected systems, sealed at rest and changed by one process at a time. Never
/// prints what it holds, never knows a vendor. Owns `sealed_grant`.
@Room(
    name = "engine.vault",
    mayUse = {"engine.db", "value.json"})
@NullMarked
package io.tieout.engine.vault;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
