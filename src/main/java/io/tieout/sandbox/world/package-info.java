/// The seeded company that the stand-ins are filled from, with its planted truths, and the clock
/// that the sandbox moves. Same seed, same company. Knows no vendor's protocol.
@Room(
    name = "sandbox.world",
    mayUse = {"fact.party", "value.money", "value.json"})
@NullMarked
package io.tieout.sandbox.world;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
