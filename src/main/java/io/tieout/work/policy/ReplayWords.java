package io.tieout.work.policy;

import io.tieout.value.money.Amounts;
import io.tieout.work.policy.Replay.Compared;
import io.tieout.work.policy.Replay.Difference;
import io.tieout.work.policy.Replay.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// What a draft would have changed, in words and as a table.
public final class ReplayWords {
  /// So many of each effect are listed; the file has all.
  private static final int LISTED = 20;

  private ReplayWords() {}

  /// Counts and sums of each effect, the worst first, each with its decisions.
  public static List<String> told(Compared compared) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d of %d decisions would be different."
            .formatted(compared.differences().size(), compared.looked()));
    for (Effect effect : Effect.values()) {
      List<Difference> these =
          compared.differences().stream().filter(d -> d.effect() == effect).toList();
      if (!these.isEmpty()) {
        lines.add("%d (%s): %s".formatted(these.size(), sums(these), effect.meaning()));
        these.stream().limit(LISTED).map(d -> "  " + line(d)).forEach(lines::add);
        if (these.size() > LISTED) {
          lines.add("  and %d more; --out FILE lists them all".formatted(these.size() - LISTED));
        }
      }
    }
    return lines;
  }

  private static String line(Difference d) {
    return "%s %s, “%s” (%s), %s: was %s; would be %s"
        .formatted(
            d.proposalId(),
            Amounts.text(d.amount()),
            d.about(),
            d.kind().word(),
            d.state(),
            d.was(),
            d.is());
  }

  private static String sums(List<Difference> these) {
    Map<String, Money> sums = new TreeMap<>();
    these.forEach(d -> sums.merge(d.amount().getCurrencyUnit().getCode(), d.amount(), Money::plus));
    return sums.values().stream().map(Amounts::text).collect(Collectors.joining(", "));
  }

  /// All of it as comma-separated values, with a header.
  public static List<String> csv(Compared compared) {
    List<String> rows = new ArrayList<>();
    rows.add("effect,proposal,proposed,change,about,currency,amount,was,would_be,state");
    for (Difference d : compared.differences()) {
      rows.add(
          List.of(
                  d.effect().name(),
                  d.proposalId(),
                  d.at().toString(),
                  d.kind().word(),
                  d.about(),
                  d.amount().getCurrencyUnit().getCode(),
                  d.amount().getAmount().toPlainString(),
                  d.was(),
                  d.is(),
                  d.state())
              .stream()
              .map(ReplayWords::cell)
              .collect(Collectors.joining(",")));
    }
    return rows;
  }

  /// A deal's name is somebody else's text: a spreadsheet must not take it for a formula.
  private static String cell(String text) {
    String harmless = text.matches("(?s)[=+@\\t\\r-].*\\D.*") ? "'" + text : text;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
