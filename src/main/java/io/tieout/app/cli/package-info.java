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
      "engine.erasure",
      "engine.export",
      "engine.gate",
      "engine.governing",
      "engine.halt",
      "engine.jobs",
      "engine.mirror",
      "engine.proof",
      "engine.retention",
      "engine.vault",
      "fact.check",
      "fact.party",
      "fact.policy",
      "fact.rollout",
      "sandbox.page",
      "value.id",
      "value.json",
      "value.money",
      "value.secret",
      "vendor.timestamp",
      "work.policy",
      "work.rollout"
    })
@NullMarked
package io.tieout.app.cli;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
