package io.tieout.fact.policy;

import java.util.List;

/// A policy cannot be used; the message lists every problem with its place and remedy.
public final class PolicyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  PolicyException(List<String> problems) {
    super(
        "the policy has %d problem(s):\n- ".formatted(problems.size())
            + String.join("\n- ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
