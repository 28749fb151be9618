/// Identifiers: short, time-ordered, made from a clock and a source of randomness that are handed
/// in.
@Room(name = "value.id")
@NullMarked
package io.tieout.value.id;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
