package io.tieout.engine.finding;

/// One answer a person may give to a finding.
///
/// @param value what the answer is to code
/// @param label what it is to people
public record Choice(String value, String label) {
  public Choice {
    if (value.isBlank() || label.isBlank()) {
      throw new IllegalArgumentException("a choice needs a value and a label");
    }
  }
}
