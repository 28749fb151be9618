/// A credential that does not print. Pure.
@Room(name = "value.secret")
@NullMarked
package io.tieout.value.secret;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
