/// What would have been done where a workflow only watches. A case is written once; the newest of a
/// subject counts. Decides nothing and sends nothing.
///
/// Table: `shadow_case`.
@Room(
    name = "engine.shadow",
    mayUse = {"engine.db", "fact.change", "fact.policy", "fact.rollout", "value.json"})
@NullMarked
package io.tieout.engine.shadow;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
