/// Credentials of connected systems, sealed at rest and changed by one process at a time. Never
/// prints what it holds, never knows a vendor; and who may manage them. Owns `sealed_grant`,
/// `refused_grant` and `admin_ticket`.
@Room(
    name = "engine.vault",
    mayUse = {"engine.db", "value.json", "value.secret"})
@NullMarked
package io.tieout.engine.vault;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
