/// A small HTTP server on loopback for the stand-ins, and the faults that can be injected into it.
/// Knows no vendor. The clock is handed in; nothing listens on any address but 127.0.0.1.
@Room(
    name = "sandbox.host",
    mayUse = {"value.json"})
@NullMarked
package io.tieout.sandbox.host;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
