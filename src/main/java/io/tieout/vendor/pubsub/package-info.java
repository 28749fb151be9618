/// Salesforce's change events over its Pub/Sub API: one long-lived subscription whose events become
/// hints to look at a record. An event never is the truth, the record is. Owns replay positions and
/// what an end of the stream means; publishes nothing, writes nothing, keeps nothing but schemas.
@Room(
    name = "vendor.pubsub",
    mayUse = {"fact.check", "vendor.http", "vendor.salesforce", "value.fault"})
@NullMarked
package io.tieout.vendor.pubsub;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
