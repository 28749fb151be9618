/// The command line: commands, their options, help and exit codes. The only room that prints to the
/// terminal.
@Room(
    name = "app.cli",
    mayUse = {
      "app.bench",
      "app.config",
      "app.connect",
      "app.drill",
      "app.house",
      "app.sandbox",
      "app.storm",
      "door.proof",
      "door.web",
      "engine.anchor",
      "engine.audit",
      "engine.db",
      "engine.duties",
      "engine.export",
      "engine.erasure",
      "engine.halt",
      "engine.jobs",
      "engine.mirror",
      "engine.proof",
      "engine.retention",
      "engine.vault",
      "fact.check",
      "engine.gate",
      "engine.governing",
      "fact.party",
      "fact.rollout",
      "sandbox.page",
      "value.id",
      "value.json",
      "value.money",
      "work.rollout",
      "value.secret",
      "vendor.timestamp"
    })
@NullMarked
package io.tieout.app.cli;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
