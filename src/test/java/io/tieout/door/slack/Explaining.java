package io.tieout.door.slack;

import java.util.List;

/// Says back what was asked about the policy.
final class Explaining implements PolicyPort {
  @Override
  public List<String> why(String name) {
    return List.of("why: " + name, "  every-invoice: *always*");
  }

  @Override
  public List<String> test(String words) {
    return List.of("test: " + words);
  }

  @Override
  public List<String> show() {
    return List.of("show");
  }
}
