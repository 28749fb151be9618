package io.tieout.app.cli;

import io.tieout.engine.erasure.Report;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Puts what is held about a person into lines.
final class PrivacyReport {
  private PrivacyReport() {}

  /// What is held, and where.
  static void held(PrintWriter out, Report report) {
    if (report.nothing()) {
      out.println("Nothing is held under that name.");
    }
    report.lines().stream()
        .filter(line -> line.found() > 0)
        .forEach(line ->
            out.printf(
                "%6d %s: %s%s%n",
                line.found(),
                line.what(),
                String.join(", ", line.where()),
                line.found() > line.where().size() ? ", ..." : ""));
    systems(out, report);
  }

  /// What becomes of it.
  static void erased(PrintWriter out, Report report, String words) {
    out.println(words + ":");
    report.lines().stream()
        .filter(line -> line.found() > 0)
        .forEach(line -> out.printf("  %s: %s%n", line.what(), fate(line)));
    systems(out, report);
  }

  private static String fate(Report.Line line) {
    List<String> parts = new ArrayList<>();
    if (line.erased() > 0) {
      parts.add(line.erased() + " erased");
    }
    if (line.busy() > 0) {
      parts.add(line.busy() + " still worked with, left for now");
    }
    line.until()
        .ifPresent(day ->
            parts.add(
                "%d kept until %s: they show how invoices came about, and the law has that kept (Art. 17(3)(b) GDPR)"
                    .formatted(line.kept(), day)));
    return String.join("; ", parts);
  }

  private static void systems(PrintWriter out, Report report) {
    report
        .copies()
        .forEach(
            place -> out.printf("Erase it in its system too, or its copy comes back: %s%n", place));
  }
}
