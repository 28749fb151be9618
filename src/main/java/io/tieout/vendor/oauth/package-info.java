/// OAuth as our vendors speak it: refresh tokens that change with their use, kept in a vault that
/// lets one process renew at a time; client credentials; the exchange of a consent's code. Names no
/// vendor and keeps nothing itself.
@Room(
    name = "vendor.oauth",
    mayUse = {"value.fault", "value.json", "value.secret", "vendor.http"})
@NullMarked
package io.tieout.vendor.oauth;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
