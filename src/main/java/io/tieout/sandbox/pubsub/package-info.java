/// A stand-in for Salesforce's Pub/Sub API on loopback: a gRPC server, without TLS, that streams
/// change events of the Salesforce stand-in's records in Avro, with opaque replay ids, flow
/// control, keep-alives, 72 hours of memory and the vendor's errors. Publishes nothing for callers.
/// Knows nothing of Tieout; keeps everything in memory.
@Room(
    name = "sandbox.pubsub",
    mayUse = {"sandbox.salesforce", "value.json"})
@NullMarked
package io.tieout.sandbox.pubsub;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
