/// One outbound HTTP client for all connectors: a deadline and a limit of calls in flight, retries
/// of reads alone, leave from a vendor's quota, status to [io.tieout.value.fault.Fault], bearer
/// tokens, redaction of what is logged. Knows no vendor; never repeats a write that may have
/// arrived. No tables.
@Room(
    name = "vendor.http",
    mayUse = {"value.fault", "value.json", "value.permit"})
@NullMarked
package io.tieout.vendor.http;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
