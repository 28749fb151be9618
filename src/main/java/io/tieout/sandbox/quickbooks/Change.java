package io.tieout.sandbox.quickbooks;

import java.time.Instant;

/// Something that happened to an object, for the change feed and the webhooks.
record Change(Kind kind, String id, Verb verb, Instant at) {

  /// What happened, with its two names on the wire.
  enum Verb {
    CREATED("Create", "created"),
    UPDATED("Update", "updated"),
    DELETED("Delete", "deleted"),
    VOIDED("Void", "voided"),
    EMAILED("Emailed", "emailed");

    private final String legacy;
    private final String cloud;

    Verb(String legacy, String cloud) {
      this.legacy = legacy;
      this.cloud = cloud;
    }

    String legacyName() {
      return legacy;
    }

    String cloudName() {
      return cloud;
    }
  }
}
