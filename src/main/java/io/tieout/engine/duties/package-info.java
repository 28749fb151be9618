/// Segregation of duties: who could both ask for something and approve it, and who did. Reads other
/// rooms' tables and owns none; judges by what is recorded and changes nothing.
@Room(
    name = "engine.duties",
    mayUse = {"engine.db", "engine.export", "value.json"})
@NullMarked
package io.tieout.engine.duties;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
