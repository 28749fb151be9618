package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The id of an answer. It follows from the call and the time, so that reading takes nothing from
/// the randomness the books' own ids come from.
final class Envelope {
  private Envelope() {}

  static String id(HttpCall call, Organisation organisation) {
    String name = call.method() + call.rawPath() + call.query() + organisation.books().now();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
