/// The sandbox as a whole: the stand-ins, a house connected to them as it would be to the vendors,
/// and the page to click; and the tour that plays the main job and checks it.
@Room(
    name = "app.sandbox",
    mayUse = {
      "app.config",
      "app.house",
      "door.slack",
      "engine.audit",
      "engine.db",
      "engine.retention",
      "engine.effect",
      "engine.vault",
      "fact.ledger",
      "fact.party",
      "fact.policy",
      "sandbox.host",
      "sandbox.page",
      "sandbox.quickbooks",
      "sandbox.salesforce",
      "sandbox.side",
      "sandbox.slack",
      "sandbox.world",
      "sandbox.hubspot",
      "sandbox.xero",
      "sandbox.pubsub",
      "vendor.http",
      "vendor.hubspot",
      "vendor.xero",
      "vendor.pubsub",
      "value.json",
      "value.money",
      "vendor.quickbooks",
      "vendor.pubsub",
      "vendor.salesforce",
      "work.drift",
      "work.routing",
      "value.secret"
    })
@NullMarked
package io.tieout.app.sandbox;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
