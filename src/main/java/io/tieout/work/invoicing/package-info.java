/// From a won deal to an invoice that may be proposed.
///
/// The core (`InvoiceDrafting`) is pure: everything read goes in; a proposal, the questions that
/// stand in its way, or why not yet, come out. The flow reads, asks the core, files proposals and
/// raises findings. It writes to no outside system and names no vendor. Tables: `product_mapping`,
/// `invoicing_answer`, `invoicing_blocker`.
@Room(
    name = "work.invoicing",
    mayUse = {
      "value.money",
      "value.json",
      "value.id",
      "value.fault",
      "fact.party",
      "fact.crm",
      "fact.ledger",
      "fact.change",
      "fact.policy",
      "fact.rollout",
      "engine.db",
      "engine.inbox",
      "engine.finding",
      "engine.gate",
      "engine.mirror",
      "engine.proposal",
      "engine.approval",
      "work.routing"
    })
@NullMarked
package io.tieout.work.invoicing;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
