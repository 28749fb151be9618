package io.tieout.app.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Our own metrics that a text names.
final class MetricNames {
  private static final Pattern NAME = Pattern.compile("\\btieout_[a-z_]+");

  private MetricNames() {}

  static Set<String> in(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
