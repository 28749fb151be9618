package io.tieout.app.config;

import java.util.List;

/// The configuration cannot be used; the message lists every problem with its field and remedy.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  public ConfigException(String file, List<String> problems) {
    super(
        "%s has %d problem(s):%n- ".formatted(file, problems.size())
            + String.join(System.lineSeparator() + "- ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
