package io.tieout.work.drift;

import static io.tieout.value.money.Amounts.text;

import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// Whether an invoice is being paid as invoices are: by its customer, with money, all of which
/// settles something. Paying it in parts is nothing odd. Pure.
final class Paying {
  /// Less than a twentieth left open is rarely a first part: a discount for paying early, bank
  /// charges, a tax withheld.
  private static final BigDecimal SMALL_REST = new BigDecimal("0.05");

  private Paying() {}

  /// One thing that is odd.
  private record Oddity(String shape, String text) {}

  static Optional<Drift> of(Seen seen, Invoice invoice) {
    List<Oddity> odd = new ArrayList<>();
    for (Settlement payment : seen.settlements().stream().filter(Settlement::money).toList()) {
      over(payment).ifPresent(odd::add);
      another(seen, invoice, payment).ifPresent(odd::add);
    }
    seen.loose().stream()
        .flatMap(payment -> loose(seen, invoice, payment).stream())
        .forEach(odd::add);
    removed(seen, invoice).ifPresent(odd::add);
    otherwise(seen, invoice).ifPresent(odd::add);
    if (odd.isEmpty()) {
      tooShort(seen, invoice).ifPresent(odd::add);
    }
    if (odd.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Drift.toAct(
            DriftKind.PAID_DIFFERENTLY,
            odd.stream().map(Oddity::shape).sorted().collect(Collectors.joining("; ")),
            "%s is not paid as it was approved".formatted(seen.name()),
            "%s. %s of %s is over %s in all; %s are open."
                .formatted(
                    odd.stream().map(Oddity::text).collect(Collectors.joining(". ")),
                    seen.name(),
                    seen.deal(),
                    text(invoice.total()),
                    text(invoice.balance())),
            "Put the payment right in the books, or settle with the customer what is to become of it; if it is right so, say so on the finding."));
  }

  private static Optional<Oddity> over(Settlement payment) {
    return payment.rest().isPositive()
        ? Optional.of(
            new Oddity(
                "over %s %s".formatted(payment.id(), text(payment.rest())),
                "Of payment %s of %s, %s settle the invoice and %s settle nothing"
                    .formatted(
                        called(payment.number(), payment.id()),
                        payment.date(),
                        text(payment.amount()),
                        text(payment.rest()))))
        : Optional.empty();
  }

  private static Optional<Oddity> another(Seen seen, Invoice invoice, Settlement payment) {
    return payment.customerId().equals(invoice.customerId())
        ? Optional.empty()
        : Optional.of(
            new Oddity(
                "by %s %s".formatted(payment.id(), payment.customerId()),
                "%s were paid by another customer, %s"
                    .formatted(
                        text(payment.amount()),
                        seen.payers().getOrDefault(payment.customerId(), payment.customerId()))));
  }

  /// Money that settles nothing while it could settle this invoice, or that came with the payment
  /// of it.
  private static Optional<Oddity> loose(Seen seen, Invoice invoice, Payment payment) {
    boolean could =
        invoice.balance().isPositive()
            && payment.unapplied().isSameCurrency(invoice.balance())
            && !payment.unapplied().isLessThan(invoice.balance());
    boolean together =
        !invoice.balance().isPositive()
            && seen.settlements().stream()
                .anyMatch(s -> s.money() && s.date().equals(payment.date()));
    return could || together
        ? Optional.of(
            new Oddity(
                "loose %s %s".formatted(payment.id(), text(payment.unapplied())),
                "Payment %s of %s over %s settles no invoice"
                    .formatted(
                        called(payment.reference(), payment.id()),
                        payment.date(),
                        text(payment.unapplied()))))
        : Optional.empty();
  }

  private static Optional<Oddity> removed(Seen seen, Invoice invoice) {
    return seen.paidOnce()
        .filter(most -> most.isSameCurrency(invoice.balance()))
        .filter(most -> seen.paid().isLessThan(most) && invoice.balance().isPositive())
        .map(most ->
            new Oddity(
                "removed %s %s".formatted(text(most), text(seen.paid())),
                "%s that had been paid are not paid any more: the payment was removed or put to something else"
                    .formatted(text(most.minus(seen.paid())))));
  }

  private static Optional<Oddity> otherwise(Seen seen, Invoice invoice) {
    Money other =
        invoice.total().minus(invoice.balance()).minus(seen.paid()).minus(seen.credited());
    return other.isPositive()
        ? Optional.of(
            new Oddity(
                "otherwise " + text(other),
                "%s were settled by neither a payment nor a credit note: a discount, a deposit or a journal entry"
                    .formatted(text(other))))
        : Optional.empty();
  }

  private static Optional<Oddity> tooShort(Seen seen, Invoice invoice) {
    BigDecimal small = invoice.total().getAmount().multiply(SMALL_REST);
    boolean rest =
        seen.paid().isPositive()
            && invoice.balance().isPositive()
            && invoice.balance().getAmount().compareTo(small) < 0;
    return rest
        ? Optional.of(
            new Oddity(
                "short " + text(invoice.balance()),
                "%s were paid, %s less than the invoice"
                    .formatted(text(seen.paid()), text(invoice.balance()))))
        : Optional.empty();
  }

  /// Ledgers keep no reference of many payments; ids of Xero's say nothing to people.
  private static String called(Optional<String> reference, String id) {
    return reference.orElse(id);
  }
}
