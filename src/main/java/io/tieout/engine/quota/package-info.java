/// The vendors' limits, shared by all replicas: how many calls an account may have in a second, a
/// minute, a day and at once, what is used of it, and until when a vendor wants to be left alone.
/// Never sends a call and never waits. Owns `quota_account`.
@Room(
    name = "engine.quota",
    mayUse = {"engine.db", "value.fault", "value.json", "vendor.http"})
@NullMarked
package io.tieout.engine.quota;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
