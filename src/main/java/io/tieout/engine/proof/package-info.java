/// Why something exists, as one record that can be checked without us: proposals with their sources
/// and ruling, votes, what was sent and read back, and the links of the audit chain that say so.
/// Personal data is sealed in it. Reads through the other rooms and writes nothing; checking needs
/// no database.
@Room(
    name = "engine.proof",
    mayUse = {
      "engine.anchor",
      "engine.approval",
      "engine.audit",
      "engine.db",
      "engine.effect",
      "engine.proposal",
      "fact.change",
      "fact.policy",
      "value.json",
      "value.seal"
    })
@NullMarked
package io.tieout.engine.proof;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
