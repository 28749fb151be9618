/// Whether what we rely on in a connected system is set as we need it: what was looked at, how it
/// stands, and what to change. Plain values; connectors fill them.
@Room(name = "fact.check")
@NullMarked
package io.tieout.fact.check;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
