/// Exact amounts. Owns parsing, printing, splitting and summing of money on Joda-Money; loses no
/// cent, and never rounds unless the caller names the rounding. Holds no clock and does no I/O.
@Room(name = "value.money")
@NullMarked
package io.tieout.value.money;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
