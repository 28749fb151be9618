package io.tieout.work.rollout;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// One deal of a report, or one invoice that belongs to none.
///
/// @param deal for people; empty for an invoice without a deal
/// @param would what Tieout would have invoiced, before tax or with it as the book has it
/// @param because what Tieout would have asked people first
public record ReportCase(
    String dealId,
    String deal,
    String account,
    Optional<LocalDate> won,
    Verdict verdict,
    List<Difference> differences,
    Optional<Money> would,
    Optional<Did> did,
    List<String> because) {
  public ReportCase {
    differences = List.copyOf(differences);
    because = List.copyOf(because);
  }

  /// What people did.
  ///
  /// @param amount comparable to `would`
  /// @param how it was found
  public record Did(String number, LocalDate issued, Money amount, String url, String how) {}

  Optional<Long> daysToInvoice() {
    return did.flatMap(d -> won.map(day -> Math.max(0, ChronoUnit.DAYS.between(day, d.issued()))));
  }

  /// What is at stake, for sums.
  Optional<Money> amount() {
    return did.map(Did::amount).or(() -> would);
  }
}
