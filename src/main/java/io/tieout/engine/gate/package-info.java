/// The phase in force, and what becomes of a ruling under it. Workflows ask here before they file.
/// Fails closed: while the document in force cannot be read, nothing is filed and a finding says
/// so. Owns no table; keeps shadow cases in `engine.shadow`.
@Room(
    name = "engine.gate",
    mayUse = {
      "engine.db",
      "engine.finding",
      "engine.governing",
      "engine.shadow",
      "fact.change",
      "fact.policy",
      "fact.rollout"
    })
@NullMarked
package io.tieout.engine.gate;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
