/// Wires the rooms into a running house, and starts and stops it in order. Knows everybody; holds
/// no rule of its own.
@Room(
    name = "app.house",
    mayUse = {
      "app.config",
      "app.connect",
      "fact.check",
      "door.assistant",
      "door.slack",
      "door.web",
      "engine.anchor",
      "engine.approval",
      "engine.audit",
      "engine.auditcopy",
      "engine.db",
      "engine.effect",
      "engine.finding",
      "engine.gate",
      "engine.halt",
      "engine.inbox",
      "engine.jobs",
      "engine.lease",
      "engine.mirror",
      "engine.numbering",
      "engine.outbox",
      "engine.proposal",
      "engine.quota",
      "engine.vault",
      "fact.change",
      "fact.crm",
      "fact.ledger",
      "fact.notice",
      "fact.party",
      "fact.policy",
      "value.fault",
      "value.id",
      "vendor.hubspot",
      "vendor.xero",
      "value.json",
      "vendor.http",
      "vendor.git",
      "vendor.mail",
      "vendor.oauth",
      "vendor.quickbooks",
      "vendor.pubsub",
      "vendor.salesforce",
      "vendor.timestamp",
      "work.drift",
      "work.invoicing",
      "work.payments",
      "work.undo",
      "value.secret"
    })
@NullMarked
package io.tieout.app.house;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
