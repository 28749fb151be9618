/// The record of a period as files for whoever audits it: the chain's entries, who decided what,
/// what was executed, and what was proposed; and the check of such files without a database. Reads
/// other rooms' tables and owns none; writes files and nothing else. What it writes depends on the
/// tables and the period alone, so two exports of the same are equal byte by byte.
@Room(
    name = "engine.export",
    mayUse = {
      "engine.audit",
      "engine.db",
      "engine.proof",
      "fact.change",
      "fact.party",
      "fact.policy",
      "value.json",
      "value.money"
    })
@NullMarked
package io.tieout.engine.export;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
