package io.tieout.fact.rollout;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// A class of invoices that may earn to be made without asking.
///
/// @param after so many straight agreements
/// @param settleDays an agreement counts once its invoice stood untouched for so long
/// @param countsFrom decisions before it do not count: the last disagreement; empty for all
/// @param granted empty until people granted it
public record AutonomyClass(
    String id,
    When when,
    int after,
    int settleDays,
    Optional<Instant> countsFrom,
    Optional<Granted> granted) {
  /// What its members have in common. An amount in another currency is in no class.
  public record When(
      Money amountBelow,
      Optional<Integer> linesAtMost,
      boolean knownCustomer,
      boolean unchangedTerms,
      boolean knownItems,
      Optional<BigDecimal> discountAtMost,
      Optional<String> book,
      Optional<String> productLine,
      Optional<Region> region) {}

  /// That people granted it.
  ///
  /// @param agreements how many there were
  public record Granted(int agreements, Instant at) {}

  public boolean holds(Proposal proposal) {
    return proposal.change() instanceof Change.CreateInvoice invoice
        && ofSize(proposal, invoice)
        && usual(proposal)
        && placed(proposal);
  }

  private boolean ofSize(Proposal proposal, Change.CreateInvoice invoice) {
    Money amount = proposal.circumstances().amount();
    return amount.isSameCurrency(when.amountBelow())
        && amount.isLessThan(when.amountBelow())
        && when.linesAtMost().map(most -> invoice.invoice().lines().size() <= most).orElse(true);
  }

  private boolean usual(Proposal proposal) {
    var seen = proposal.circumstances();
    return (!when.knownCustomer() || !seen.newCustomer())
        && (!when.unchangedTerms() || seen.standardTerms())
        && (!when.knownItems() || seen.suggestedLines() == 0)
        && when.discountAtMost().map(m -> seen.maxDiscountPercent().compareTo(m) <= 0).orElse(true);
  }

  private boolean placed(Proposal proposal) {
    Scope place = new Scope(Workflow.INVOICING, when.book(), when.productLine(), when.region());
    return Facts.of(proposal)
        .filter(facts -> facts.lines().stream().allMatch(line -> place.covers(facts, line)))
        .isPresent();
  }

  public AutonomyClass granted(int agreements, Instant at) {
    return new AutonomyClass(
        id, when, after, settleDays, countsFrom, Optional.of(new Granted(agreements, at)));
  }

  /// Counting begins anew.
  public AutonomyClass revoked(Instant at) {
    return new AutonomyClass(id, when, after, settleDays, Optional.of(at), Optional.empty());
  }
}
