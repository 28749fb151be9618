package io.tieout.work.rollout;

import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/// A report as lines for a terminal, as rows for a table, and its cases for machines.
public final class ReportText {
  private static final List<String> HEADER =
      List.of(
          "class",
          "deal id",
          "deal",
          "account",
          "won",
          "field",
          "tieout would",
          "people did",
          "invoice",
          "issued",
          "amount",
          "found",
          "link");

  private ReportText() {}

  public static List<String> lines(ShadowReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.summary());
    lines.add("");
    report
        .counts()
        .forEach((verdict, number) ->
            lines.add(
                "%5d  %-36s %s".formatted(number, verdict.spoken(), sums(report.sums(verdict)))));
    lines.add("");
    report
        .medianDays()
        .ifPresent(days ->
            lines.add(
                "Days from won to invoiced: people %d (median); Tieout proposes on the day itself."
                    .formatted(days)));
    lines.add(
        "Time saved: about %d minutes for %d invoices that would have been the same (assumed: %s)."
            .formatted(
                report.timeSaved().toMinutes(),
                report.count(Verdict.SAME),
                report.assumptions().spoken()));
    if (!report.disagreements().isEmpty()) {
      lines.add("");
      lines.add("Disagreements:");
      report.disagreements().forEach(c -> lines.addAll(told(c)));
    }
    return lines;
  }

  private static List<String> told(ReportCase seen) {
    String what =
        seen.deal().isEmpty()
            ? "invoice for " + seen.account()
            : "%s (%s)".formatted(seen.deal(), seen.account());
    String done =
        seen.did()
            .map(d ->
                "invoice %s of %s, %s, found %s"
                    .formatted(d.number(), d.issued(), Amounts.text(d.amount()), d.how()))
            .orElse("no invoice");
    Stream<String> details =
        Stream.concat(
            seen.differences().stream().map(Difference::sentence),
            seen.because().stream().map(b -> "Tieout would have asked: " + b));
    return Stream.concat(
            Stream.of("- %s: %s; %s".formatted(seen.verdict().spoken(), what, done)),
            details.map(detail -> "    " + detail))
        .toList();
  }

  /// A row for each difference, and one for each case without any; for spreadsheets.
  public static String csv(ShadowReport report) {
    return Stream.concat(Stream.of(HEADER), report.cases().stream().flatMap(c -> rows(c).stream()))
        .map(row -> row.stream().map(ReportText::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static List<List<String>> rows(ReportCase seen) {
    List<Difference> differences = new ArrayList<>(seen.differences());
    seen.because()
        .forEach(b -> differences.add(new Difference(seen.verdict(), "asked first", b, "")));
    if (differences.isEmpty()) {
      differences.add(
          new Difference(
              seen.verdict(),
              "",
              seen.would().map(Amounts::text).orElse(""),
              seen.did().map(d -> Amounts.text(d.amount())).orElse("")));
    }
    return differences.stream().map(d -> row(seen, d)).toList();
  }

  private static List<String> row(ReportCase seen, Difference difference) {
    Optional<ReportCase.Did> did = seen.did();
    return List.of(
        seen.verdict().word(),
        seen.dealId(),
        seen.deal(),
        seen.account(),
        seen.won().map(Object::toString).orElse(""),
        difference.field(),
        difference.would(),
        difference.did(),
        did.map(ReportCase.Did::number).orElse(""),
        did.map(d -> d.issued().toString()).orElse(""),
        seen.amount().map(Amounts::text).orElse(""),
        did.map(ReportCase.Did::how).orElse(""),
        did.map(ReportCase.Did::url).orElse(""));
  }

  /// Quoted; a text that a spreadsheet would take for a formula is made a text.
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  static Json.Obj json(ReportCase seen) {
    return Json.object()
        .put("class", seen.verdict().word())
        .put("dealId", seen.dealId())
        .put("deal", seen.deal())
        .put("account", seen.account())
        .putText("won", seen.won().map(Object::toString))
        .putText("would", seen.would().map(Amounts::text))
        .putJson("did", seen.did().map(ReportText::json))
        .put(
            "differences",
            seen.differences().stream()
                .map(d ->
                    Json.object()
                        .put("class", d.verdict().word())
                        .put("field", d.field())
                        .put("would", d.would())
                        .put("did", d.did())
                        .build())
                .toList())
        .put("askedFirst", Json.texts(seen.because()))
        .build();
  }

  private static Json.Obj json(ReportCase.Did did) {
    return Json.object()
        .put("number", did.number())
        .put("issued", did.issued().toString())
        .put("amount", Amounts.text(did.amount()))
        .put("found", did.how())
        .put("url", did.url())
        .build();
  }

  private static String sums(List<Money> sums) {
    return sums.stream().map(Amounts::text).collect(Collectors.joining(", "));
  }
}
