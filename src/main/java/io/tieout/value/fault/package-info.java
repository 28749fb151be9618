/// What went wrong with an outside system, grouped by what the caller may do next. Pure values.
@Room(name = "value.fault")
@NullMarked
package io.tieout.value.fault;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
