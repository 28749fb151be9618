/// Measures parts of the house as they are: over real HTTP, on a real database, beside what the
/// database does by itself in the same run. Only measures; nothing here runs in production.
@Room(
    name = "app.bench",
    mayUse = {
      "app.house",
      "door.web",
      "engine.db",
      "engine.inbox",
      "engine.jobs",
      "engine.mirror",
      "fact.ledger",
      "value.json",
      "value.secret",
      "vendor.quickbooks"
    })
@NullMarked
package io.tieout.app.bench;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
