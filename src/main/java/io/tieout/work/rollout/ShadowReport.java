package io.tieout.work.rollout;

import io.tieout.fact.rollout.Measured;
import io.tieout.fact.rollout.Scope;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What would have been done against what was, for a scope and a period.
///
/// @param to the last day, itself included
public record ShadowReport(
    Scope scope,
    LocalDate from,
    LocalDate to,
    Instant made,
    Assumptions assumptions,
    List<ReportCase> cases) {
  public ShadowReport {
    cases = List.copyOf(cases);
  }

  /// What the time saved is estimated with.
  ///
  /// @param minutesByHand for one invoice
  /// @param minutesToApprove for one card
  public record Assumptions(int minutesByHand, int minutesToApprove) {
    public static final Assumptions USUAL = new Assumptions(12, 1);

    public Assumptions {
      if (minutesToApprove < 0 || minutesByHand < minutesToApprove) {
        throw new IllegalArgumentException(
            "minutes by hand %d, to approve %d: use numbers from 0, by hand no fewer"
                .formatted(minutesByHand, minutesToApprove));
      }
    }

    public String spoken() {
      return "an invoice by hand takes %d minutes, approving one %d"
          .formatted(minutesByHand, minutesToApprove);
    }
  }

  /// For the metrics of the shadow phase.
  public Measured measured() {
    int cases = (int) this.cases.stream().filter(c -> c.verdict().counts()).count();
    return new Measured(cases, count(Verdict.SAME), 0, 0);
  }

  public int count(Verdict verdict) {
    return (int) cases.stream().filter(c -> c.verdict() == verdict).count();
  }

  /// How many cases of each class, those with none left out.
  public Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    cases.forEach(c -> counts.merge(c.verdict(), 1, Integer::sum));
    return counts;
  }

  /// What the cases of a class come to, by currency.
  public List<Money> sums(Verdict verdict) {
    Map<CurrencyUnit, Money> sums = new TreeMap<>();
    cases.stream()
        .filter(c -> c.verdict() == verdict)
        .flatMap(c -> c.amount().stream())
        .forEach(m -> sums.merge(m.getCurrencyUnit(), m, Money::plus));
    return List.copyOf(sums.values());
  }

  public List<ReportCase> disagreements() {
    return cases.stream()
        .filter(c -> c.verdict() != Verdict.SAME && c.verdict() != Verdict.TOO_SOON)
        .toList();
  }

  /// Median days from won to invoiced, as people did it. Tieout proposes on the day itself.
  public Optional<Long> medianDays() {
    List<Long> days = cases.stream().flatMap(c -> c.daysToInvoice().stream()).sorted().toList();
    return days.isEmpty() ? Optional.empty() : Optional.of(days.get((days.size() - 1) / 2));
  }

  /// For the invoices that would have been the same: nothing is saved where people must look
  /// anyway.
  public Duration timeSaved() {
    return Duration.ofMinutes(
        (long) count(Verdict.SAME)
            * (assumptions.minutesByHand() - assumptions.minutesToApprove()));
  }

  public Json.Obj json() {
    return Json.object()
        .put("scope", scope.word())
        .put("from", from.toString())
        .put("to", to.toString())
        .put("made", made.toString())
        .put("cases", measured().cases())
        .put("agreed", measured().agreed())
        .put("agreementPercent", measured().agreement())
        .put(
            "classes",
            counts().entrySet().stream()
                .map(e ->
                    Json.object()
                        .put("class", e.getKey().word())
                        .put("cases", e.getValue())
                        .put(
                            "sums",
                            Json.texts(sums(e.getKey()).stream().map(Amounts::text).toList()))
                        .build())
                .toList())
        .putText("medianDaysToInvoice", medianDays().map(String::valueOf))
        .put("timeSavedMinutes", timeSaved().toMinutes())
        .put("assumption", assumptions.spoken())
        .put("deals", cases.stream().map(ReportText::json).toList())
        .build();
  }

  /// By which a report is known again.
  public Digest digest() {
    return Digest.of(json());
  }

  /// For people, without the single cases.
  public String summary() {
    return "%s, %s to %s: %d deals compared, %d the same (%s %%); %s"
        .formatted(
            scope.spoken(),
            from,
            to,
            measured().cases(),
            measured().agreed(),
            Amounts.plain(measured().agreement()),
            counts().entrySet().stream()
                .filter(e -> e.getKey() != Verdict.SAME)
                .map(e -> "%d %s".formatted(e.getValue(), e.getKey().spoken()))
                .collect(Collectors.joining(", ")));
  }
}
