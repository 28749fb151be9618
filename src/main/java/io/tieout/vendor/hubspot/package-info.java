/// The HubSpot connector over its dated REST API: service key or OAuth, stages read by their
/// meaning, associations before assumptions, search by keyset, write-back to our own properties
/// alone, installation of those properties, and the reader of signed webhooks. Never deletes, never
/// writes a property that is not ours, never sends its token to another host. No tables.
@Room(
    name = "vendor.hubspot",
    mayUse = {
      "vendor.http",
      "vendor.oauth",
      "fact.check",
      "fact.crm",
      "fact.party",
      "value.money",
      "value.fault",
      "value.json",
      "value.secret"
    })
@NullMarked
package io.tieout.vendor.hubspot;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
