/// A stand-in for a HubSpot portal on loopback, filled from the seeded company: CRM objects,
/// associations, properties, pipelines, owners and settings under v3, v4, 2026-03 and 2026-09,
/// OAuth and a service key, limits, and signed webhooks. It speaks the vendor's protocol with its
/// oddities (an index that lags, all values texts, status codes that change with the version), so
/// that connectors and the vendor's own client run against it unmodified. It knows nothing of
/// Tieout but the properties Tieout installs; it keeps everything in memory.
@Room(
    name = "sandbox.hubspot",
    mayUse = {
      "sandbox.host",
      "sandbox.side",
      "sandbox.world",
      "fact.party",
      "value.json",
      "value.money"
    })
@NullMarked
package io.tieout.sandbox.hubspot;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
