/// Time-stamps by RFC 3161: asking an authority for one, and judging a token. Names Bouncy Castle.
/// Knows nothing of what is stamped. No tables.
@Room(
    name = "vendor.timestamp",
    mayUse = {"value.fault", "value.json", "vendor.http"})
@NullMarked
package io.tieout.vendor.timestamp;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
