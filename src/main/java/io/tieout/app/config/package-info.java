/// Reads `tieout.yaml` into the settings of every room; reports all problems at once; takes secrets
/// from the environment alone.
@Room(
    name = "app.config",
    mayUse = {
      "door.assistant",
      "door.slack",
      "engine.db",
      "engine.retention",
      "fact.ledger",
      "fact.party",
      "fact.policy",
      "vendor.hubspot",
      "vendor.xero",
      "value.json",
      "value.money",
      "value.money",
      "vendor.http",
      "vendor.git",
      "vendor.mail",
      "vendor.quickbooks",
      "vendor.pubsub",
      "vendor.salesforce",
      "vendor.timestamp",
      "work.drift",
      "work.routing",
      "value.secret"
    })
@NullMarked
package io.tieout.app.config;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
