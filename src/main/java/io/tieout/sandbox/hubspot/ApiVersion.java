package io.tieout.sandbox.hubspot;

import java.util.Arrays;
import java.util.Optional;

/// The generations of the API that are served from one core, and how their answers differ.
enum ApiVersion {
  V3("v3"),
  V4("v4"),
  MARCH_2026("2026-03"),
  SEPTEMBER_2026("2026-09");

  private final String path;

  ApiVersion(String path) {
    this.path = path;
  }

  static Optional<ApiVersion> of(String part) {
    return Arrays.stream(values()).filter(v -> v.path.equals(part)).findFirst();
  }

  boolean dated() {
    return this == MARCH_2026 || this == SEPTEMBER_2026;
  }

  /// The status of a batch of which some inputs failed: 2026-09 no longer tells by 207.
  int partly(int whenAllWell) {
    return this == SEPTEMBER_2026 ? whenAllWell : 207;
  }

  /// 2026-09 has no `GET .../associations/{toType}` any more.
  boolean listsAssociations() {
    return this == V4 || this == MARCH_2026;
  }

  /// The status of a batch of associations made.
  int associated() {
    return this == SEPTEMBER_2026 ? 200 : 201;
  }

  /// The status of a batch of associations taken away; dated versions answer with a body.
  int dissociated() {
    return dated() ? 200 : 204;
  }
}
