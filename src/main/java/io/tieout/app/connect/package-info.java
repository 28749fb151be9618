/// Where an administrator connects systems: the page with its links and sessions, the consent at
/// the vendor and back, and how each connection stands. Keeps grants in the vault; never shows one.
@Room(
    name = "app.connect",
    mayUse = {
      "app.config",
      "door.web",
      "engine.audit",
      "engine.db",
      "engine.finding",
      "engine.outbox",
      "engine.vault",
      "fact.notice",
      "fact.party",
      "value.fault",
      "value.json",
      "value.secret",
      "vendor.http",
      "vendor.oauth",
      "vendor.hubspot",
      "vendor.quickbooks",
      "vendor.xero"
    })
@NullMarked
package io.tieout.app.connect;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
