package io.tieout.fact.rollout;

import java.util.List;

/// A rollout document cannot be used; the message lists every problem with its place and remedy.
public final class RolloutException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  RolloutException(List<String> problems) {
    super(
        "the rollout document has %d problem(s):\n- ".formatted(problems.size())
            + String.join("\n- ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
