/// Personal data in a tree replaced by masks and salted seals, so that a digest over the tree can
/// be recomputed by somebody who was not shown them. Pure.
@Room(
    name = "value.seal",
    mayUse = {"value.json"})
@NullMarked
package io.tieout.value.seal;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
