package io.tieout.work.payments;

import io.tieout.fact.change.Source;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// How far an invoice is paid, from the invoice and the payments that settle it.
///
/// @param payments those that settle other invoices do not count
public record InvoiceStanding(Invoice invoice, List<Payment> payments) {
  private static final String PAYMENT = "payment";
  private static final String APPLIED = "applied";

  public InvoiceStanding {
    payments = payments.stream().filter(p -> settles(p, invoice)).toList();
  }

  /// By the payments that the invoice names, whoever made them, each read by its id: searches may
  /// not show for a while what was written. What is open as a whole was settled by nothing.
  static InvoiceStanding of(Ledger ledger, Invoice invoice) {
    if (invoice.balance().isEqual(invoice.total())) {
      return new InvoiceStanding(invoice, List.of());
    }
    return new InvoiceStanding(
        invoice,
        ledger.settlementsOf(invoice.id()).stream()
            .filter(Settlement::money)
            .map(Settlement::id)
            .distinct()
            .flatMap(id -> ledger.payment(id).stream())
            .toList());
  }

  private static boolean settles(Payment payment, Invoice invoice) {
    return payment.applications().stream().anyMatch(a -> a.invoiceId().equals(invoice.id()));
  }

  /// The invoice with nothing left of it to pay.
  static Invoice voided(Invoice i) {
    return new Invoice(
        i.id(),
        i.number(),
        i.customerId(),
        i.customerName(),
        i.issued(),
        i.due(),
        i.termId(),
        i.currency(),
        i.lines(),
        i.net(),
        i.tax(),
        i.total(),
        Money.zero(i.currency()),
        Invoice.Status.VOIDED,
        i.privateNote(),
        i.changedAt(),
        i.version(),
        i.url());
  }

  /// Decided by the book's own balance: credit notes settle invoices too.
  public PaymentStatus status() {
    if (invoice.voided()) {
      return PaymentStatus.VOIDED;
    }
    if (invoice.balance().isNegativeOrZero()) {
      return PaymentStatus.PAID;
    }
    return invoice.balance().isLessThan(invoice.total())
        ? PaymentStatus.PARTIALLY_PAID
        : PaymentStatus.UNPAID;
  }

  /// The day of the latest payment that settles any of it with money.
  public Optional<LocalDate> lastPaid() {
    return payments.stream().filter(this::brings).map(Payment::date).max(Comparator.naturalOrder());
  }

  /// What the deal should show. The fields that say which invoice it is are kept as they are, and
  /// taken from the invoice only where the deal shows none. What it comes to is the books' to say;
  /// a voided one may come to nothing there, which says less than what it was.
  public DealFinance on(DealFinance shown) {
    return new DealFinance(
        shown.syncKey(),
        shown.syncStatus().or(() -> Optional.of(SyncStatus.INVOICED)),
        shown.invoiceNumber().or(invoice::number),
        shown.invoiceLink().or(() -> Optional.of(invoice.url())),
        invoice.voided()
            ? shown.invoiceAmount().or(() -> Optional.of(invoice.total()))
            : Optional.of(invoice.total()),
        Optional.of(status()),
        Optional.of(invoice.balance()),
        lastPaid(),
        shown.auditReference());
  }

  /// What changed against what the deal shows, for people; empty when it concerns nobody.
  public Optional<String> news(DealFinance shown) {
    String which = "invoice " + invoice.number().orElse(invoice.id());
    if (status() == PaymentStatus.VOIDED) {
      return shown.paymentStatus().filter(PaymentStatus.VOIDED::equals).isPresent()
          ? Optional.empty()
          : Optional.of("%s to %s was voided in the books.".formatted(capital(which), customer()));
    }
    Money more = changeOfTotal(shown);
    if (!more.isZero()) {
      return Optional.of(
          "%s was edited in the books: it comes to %s now, not %s; balance %s."
              .formatted(
                  capital(which),
                  Amounts.text(invoice.total()),
                  Amounts.text(invoice.total().minus(more)),
                  Amounts.text(invoice.balance())));
    }
    Money before =
        shown.balance().filter(b -> b.isSameCurrency(invoice.balance())).orElse(invoice.total());
    Money paid = before.minus(invoice.balance());
    if (paid.isZero()) {
      return Optional.empty();
    }
    if (!invoice.total().minus(invoice.balance()).equals(money())) {
      return Optional.of(received());
    }
    return Optional.of(
        paid.isPositive()
            ? "%s paid %s of %s; balance %s."
                .formatted(customer(), Amounts.text(paid), which, Amounts.text(invoice.balance()))
            : "%s of %s is open again; balance %s."
                .formatted(Amounts.text(paid.negated()), which, Amounts.text(invoice.balance())));
  }

  /// Whether money has come that the deal was not told of.
  ///
  /// @param told the sources of what it was told last
  boolean paidMoreThan(List<Source> told) {
    return !invoice.voided()
        && payments.stream()
            .filter(this::brings)
            .anyMatch(p ->
                told.stream()
                    .noneMatch(s ->
                        s.kind().equals(PAYMENT)
                            && s.id().equals(p.id())
                            && applied(p).equals(s.fields().get(APPLIED))));
  }

  /// How it is paid, for people.
  String payments(DealFinance shown) {
    return (changeOfTotal(shown).isZero() ? news(shown) : Optional.<String>empty())
        .orElseGet(this::received);
  }

  /// Where credits settle some of it, a change of the balance says nothing about money.
  private String received() {
    return "Of invoice %s %s are paid; balance %s."
        .formatted(
            invoice.number().orElse(invoice.id()),
            Amounts.text(money()),
            Amounts.text(invoice.balance()));
  }

  private Money money() {
    return Amounts.sum(invoice.currency(), payments.stream().map(this::money).toList());
  }

  /// A payment that only draws on credits brings no money.
  private boolean brings(Payment payment) {
    return money(payment).isPositive();
  }

  private Money money(Payment payment) {
    Money applied = settles(payment);
    Money drawn = payment.drawn();
    return drawn.isGreaterThan(applied) ? Money.zero(invoice.currency()) : applied.minus(drawn);
  }

  /// By how much the invoice comes to more than the deal shows; not paid, not opened again.
  private Money changeOfTotal(DealFinance shown) {
    return shown
        .invoiceAmount()
        .filter(a -> a.isSameCurrency(invoice.total()))
        .map(invoice.total()::minus)
        .orElse(Money.zero(invoice.currency()));
  }

  private String customer() {
    return invoice.customerName();
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// The invoice and its payments as sources of a proposal.
  List<Source> sources(String ledger) {
    Source own =
        new Source(
            ledger,
            "invoice",
            invoice.id(),
            invoice.number().orElse(invoice.id()),
            invoice.version(),
            Map.of(
                "total", Amounts.text(invoice.total()),
                "balance", Amounts.text(invoice.balance()),
                "voided", String.valueOf(invoice.voided())));
    List<Source> all = new ArrayList<>(List.of(own));
    payments.forEach(p ->
        all.add(
            new Source(
                ledger,
                PAYMENT,
                p.id(),
                p.reference().orElse(p.id()),
                p.version(),
                Map.of("date", p.date().toString(), APPLIED, applied(p)))));
    return List.copyOf(all);
  }

  private String applied(Payment payment) {
    return Amounts.text(settles(payment));
  }

  private Money settles(Payment payment) {
    return Amounts.sum(
        invoice.currency(),
        payment.applications().stream()
            .filter(a -> a.invoiceId().equals(invoice.id()))
            .map(Payment.Application::amount)
            .toList());
  }
}
