/// A proof as one file: HTML that a person reads or prints, with the record inside for machines.
/// The page is drawn from the record alone, so that drawing it again shows whether either was
/// changed. Runs no script and loads nothing.
@Room(
    name = "door.proof",
    mayUse = {"engine.proof", "fact.party", "value.json", "value.money", "value.seal"})
@NullMarked
package io.tieout.door.proof;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
