/// A stand-in for QuickBooks Online's Accounting API v3 on loopback: OAuth, entities, queries,
/// batches, change feed, uploads, faults, throttling and signed webhooks, with the vendor's
/// oddities. Filled from the seeded company; keeps everything in memory. Knows nothing of Tieout's
/// own connector: Intuit's unmodified clients are its judges. Never used outside the sandbox.
@Room(
    name = "sandbox.quickbooks",
    mayUse = {
      "value.json",
      "value.money",
      "fact.party",
      "sandbox.host",
      "sandbox.side",
      "sandbox.world"
    })
@NullMarked
package io.tieout.sandbox.quickbooks;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
