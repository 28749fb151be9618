package io.tieout.sandbox.xerobooks;

import java.util.List;

/// What came of an order.
///
/// @param warnings what the vendor left out and says so
public record Saved(Row row, List<String> warnings) {
  public Saved {
    warnings = List.copyOf(warnings);
  }

  static Saved of(Row row) {
    return new Saved(row, List.of());
  }
}
