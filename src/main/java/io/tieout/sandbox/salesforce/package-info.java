/// A stand-in for Salesforce on loopback, filled from the seeded company: token endpoints, REST
/// records, SOQL, collections and composites, files, limits, and Outbound Messages. It speaks the
/// vendor's protocol with its oddities, so that connectors and other people's clients run against
/// it unmodified. It knows nothing of Tieout but the custom fields Tieout installs; it keeps
/// everything in memory.
@Room(
    name = "sandbox.salesforce",
    mayUse = {
      "sandbox.host",
      "sandbox.side",
      "sandbox.world",
      "fact.party",
      "value.json",
      "value.money"
    })
@NullMarked
package io.tieout.sandbox.salesforce;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
