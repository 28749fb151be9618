/// The storm: whole houses on stand-ins, worked step by step under seeded faults, deaths and
/// people's doings, and judged by the stand-ins' own records. The same seed does the same again.
///
/// It looks into the tables of every room, since it must not believe what the rooms say of
/// themselves; it writes into none.
@Room(
    name = "app.storm",
    mayUse = {
      "app.config",
      "app.house",
      "app.sandbox",
      "door.assistant",
      "door.slack",
      "engine.audit",
      "engine.db",
      "engine.effect",
      "engine.inbox",
      "engine.lease",
      "engine.vault",
      "fact.crm",
      "sandbox.host",
      "sandbox.side",
      "sandbox.slack",
      "sandbox.world",
      "value.fault",
      "value.json",
      "value.money",
      "value.secret",
      "vendor.http"
    })
@NullMarked
package io.tieout.app.storm;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
