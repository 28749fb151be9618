package io.tieout.app.cli;

import io.tieout.app.house.Checkup;
import io.tieout.fact.check.Check;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `check` found, for people and for machines.
final class CheckReport {
  private CheckReport() {}

  /// One line a check, aligned, and a summary.
  static List<String> lines(List<Checkup.Section> sections) {
    int width =
        sections.stream()
            .flatMap(section -> section.checks().stream())
            .mapToInt(check -> check.name().length())
            .max()
            .orElse(1);
    String format = "  %-7s  %-" + width + "s  %s";
    List<String> lines = new ArrayList<>();
    for (Checkup.Section section : sections) {
      lines.add(section.name());
      for (Check check : section.checks()) {
        lines.add(format.formatted(word(check), check.name(), check.told()).stripTrailing());
      }
      lines.add("");
    }
    lines.add(
        "%d ok, %d to look at, %d to change."
            .formatted(
                count(sections, Check.Outcome.OK),
                count(sections, Check.Outcome.WARNING),
                count(sections, Check.Outcome.FAILED)));
    return lines;
  }

  static Json.Obj json(List<Checkup.Section> sections) {
    return Json.object()
        .put("ok", count(sections, Check.Outcome.OK))
        .put("warnings", count(sections, Check.Outcome.WARNING))
        .put("failed", count(sections, Check.Outcome.FAILED))
        .put("sections", sections.stream().map(CheckReport::section).toList())
        .build();
  }

  static long count(List<Checkup.Section> sections, Check.Outcome outcome) {
    return sections.stream().mapToLong(section -> section.count(outcome)).sum();
  }

  private static Json.Obj section(Checkup.Section section) {
    return Json.object()
        .put("name", section.name())
        .put(
            "checks",
            section.checks().stream()
                .map(check ->
                    Json.object()
                        .put("name", check.name())
                        .put("outcome", check.outcome().name().toLowerCase(Locale.ROOT))
                        .put("told", check.told())
                        .build())
                .toList())
        .build();
  }

  private static String word(Check check) {
    return switch (check.outcome()) {
      case OK -> "ok";
      case WARNING -> "warning";
      case FAILED -> "FAILED";
    };
  }
}
