/// The Salesforce connector over its REST API: log-in, SOQL built through one escape, describe
/// before select, error codes to faults, write-back to our own fields alone, and the parser of
/// Outbound Messages. Never deletes, never writes a field that is not ours. No tables.
@Room(
    name = "vendor.salesforce",
    mayUse = {
      "vendor.http",
      "fact.check",
      "fact.crm",
      "fact.party",
      "value.money",
      "value.fault",
      "value.json",
      "value.secret"
    })
@NullMarked
package io.tieout.vendor.salesforce;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
