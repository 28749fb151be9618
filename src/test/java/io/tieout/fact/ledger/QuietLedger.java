package io.tieout.fact.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/// A book that holds nothing: what tests put something into overrides what it answers.
public abstract class QuietLedger implements Ledger {
  @Override
  public String system() {
    return "quickbooks";
  }

  @Override
  public Optional<Customer> customer(String customerId) {
    return Optional.empty();
  }

  @Override
  public List<Customer> customersNamed(String name) {
    return List.of();
  }

  @Override
  public List<Customer> customers() {
    return List.of();
  }

  @Override
  public Optional<String> otherHolderOfName(String displayName) {
    return Optional.empty();
  }

  @Override
  public List<Item> items() {
    return List.of();
  }

  @Override
  public List<TaxCode> taxCodes() {
    return List.of();
  }

  @Override
  public List<Term> terms() {
    return List.of();
  }

  @Override
  public Optional<Invoice> invoice(String invoiceId) {
    return Optional.empty();
  }

  @Override
  public Optional<Invoice> invoiceNumbered(String number) {
    return Optional.empty();
  }

  @Override
  public List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to) {
    return List.of();
  }

  @Override
  public Optional<Payment> payment(String paymentId) {
    return Optional.empty();
  }

  @Override
  public List<Payment> paymentsOf(String customerId) {
    return List.of();
  }

  /// The payments of all customers, as they are by their ids.
  protected List<Payment> allPayments() {
    return List.of();
  }

  /// From all payments and the credit notes of the invoice's customer.
  @Override
  public List<Settlement> settlementsOf(String invoiceId) {
    List<Settlement> found = new ArrayList<>();
    invoice(invoiceId)
        .ifPresent(invoice -> {
          for (Payment p : allPayments()) {
            of(p.applications(), invoiceId)
                .map(amount ->
                    new Settlement(
                        Settlement.Kind.PAYMENT,
                        p.id(),
                        p.reference(),
                        p.customerId(),
                        p.date(),
                        amount,
                        p.unapplied()))
                .forEach(found::add);
          }
          for (CreditNote c : creditNotesOf(invoice.customerId())) {
            of(c.applications(), invoiceId)
                .map(amount ->
                    new Settlement(
                        Settlement.Kind.CREDIT,
                        c.id(),
                        c.number(),
                        c.customerId(),
                        c.date(),
                        amount,
                        c.unapplied()))
                .forEach(found::add);
          }
        });
    return found;
  }

  private static Stream<Money> of(List<Payment.Application> applications, String invoiceId) {
    return applications.stream()
        .filter(a -> a.invoiceId().equals(invoiceId))
        .map(Payment.Application::amount);
  }

  @Override
  public Optional<CreditNote> creditNote(String creditNoteId) {
    return Optional.empty();
  }

  @Override
  public List<CreditNote> creditNotesOf(String customerId) {
    return List.of();
  }

  @Override
  public LedgerPage page(LedgerKind kind, Optional<String> after) {
    return new LedgerPage(List.of(), Optional.empty());
  }

  @Override
  public List<String> attachments(String invoiceId) {
    return List.of();
  }

  @Override
  public List<LedgerChange> changedSince(Instant since) {
    return List.of();
  }
}
