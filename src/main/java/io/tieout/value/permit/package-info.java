/// Whether a write of this thread may still leave the house: asked by whoever sends, at the last
/// moment, answered by whoever holds the work. Knows neither of them.
@Room(name = "value.permit")
@NullMarked
package io.tieout.value.permit;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
