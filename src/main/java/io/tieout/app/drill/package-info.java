/// Drills: whole Tieouts in processes of their own, on one database, connected to stand-ins, that
/// are killed with `kill -9` under load, replaced, or measured. What came of it is read from the
/// stand-ins' own records. Nothing here runs in production.
@Room(
    name = "app.drill",
    mayUse = {
      "app.house",
      "app.sandbox",
      "engine.audit",
      "engine.db",
      "engine.effect",
      "engine.lease",
      "engine.vault",
      "fact.party",
      "sandbox.quickbooks",
      "sandbox.salesforce",
      "sandbox.side",
      "sandbox.slack",
      "sandbox.world",
      "value.json",
      "value.money"
    })
@NullMarked
package io.tieout.app.drill;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
