package io.tieout.work.drift;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.value.json.Json;
import io.tieout.work.invoicing.Facts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as drift, by itself.
class ComparisonTest {
  private static final CreateInvoice APPROVED =
      new CreateInvoice(
          "salesforce",
          "006A",
          "Acme renewal",
          "quickbooks",
          "main",
          new Billed.Known("55", "Acme Inc"),
          new InvoiceDraft(
              Facts.TODAY,
              Facts.TODAY.plusDays(30),
              Optional.empty(),
              Facts.USD,
              InvoiceDraft.Pricing.BEFORE_TAX,
              List.of(),
              usd("1000.00"),
              Optional.empty(),
              Optional.empty(),
              Facts.BOSTON,
              Facts.BOSTON,
              Optional.empty(),
              Optional.empty(),
              "tieout:P-1"),
          Optional.empty(),
          Optional.empty());

  private static Invoice invoice(String balance) {
    return new Invoice(
        "12",
        Optional.of("1043"),
        "55",
        "Acme Inc",
        Facts.TODAY,
        Facts.TODAY.plusDays(30),
        Optional.empty(),
        Facts.USD,
        List.of(),
        usd("1000.00"),
        usd("0.00"),
        usd("1000.00"),
        usd(balance),
        Invoice.Status.POSTED,
        Optional.of("tieout:P-1"),
        Facts.NOW,
        "0",
        "https://books.example/invoice/12");
  }

  private static Settlement payment(String id, String amount, String rest) {
    return settlement(Settlement.Kind.PAYMENT, id, "55", amount, rest);
  }

  private static Settlement settlement(
      Settlement.Kind kind, String id, String customer, String amount, String rest) {
    return new Settlement(
        kind, id, Optional.of("REF-" + id), customer, Facts.TODAY, usd(amount), usd(rest));
  }

  private static Seen seen(Optional<Invoice> invoice, Settlement... settlements) {
    return new Seen(
        APPROVED,
        Map.of(),
        invoice,
        "1043",
        List.of(settlements),
        List.of(),
        Map.of("77", "Acme Holding"),
        Optional.empty());
  }

  private static List<DriftKind> kinds(Seen seen) {
    return Comparison.of(seen).stream().map(Drift::kind).toList();
  }

  private static Drift only(Seen seen) {
    assertThat(Comparison.of(seen)).hasSize(1);
    return Comparison.of(seen).getFirst();
  }

  @ParameterizedTest
  @CsvSource({"1000.00,0", "400.00,600.00", "50.00,950.00", "0.00,1000.00"})
  void paying_in_parts_or_in_full_is_no_drift(String balance, String paid) {
    Seen seen =
        paid.equals("0")
            ? seen(Optional.of(invoice(balance)))
            : seen(Optional.of(invoice(balance)), payment("7", paid, "0.00"));
    assertThat(Comparison.of(seen)).isEmpty();
  }

  @Test
  void what_is_gone_or_voided_differs_in_nothing_else() {
    assertThat(only(seen(Optional.empty())).news())
        .contains("Invoice 1043 was deleted from the books", "Approved were USD 1,000.00")
        .contains("deal “Acme renewal”");
    Invoice voided = with(with(invoice("0.00"), "status", "VOIDED"), "net", json(usd("0.00")));
    assertThat(kinds(seen(Optional.of(voided)))).containsExactly(DriftKind.VOIDED);
  }

  @Test
  void an_edit_names_each_field_unless_people_kept_it_so() {
    Invoice edited = with(with(invoice("900.00"), "net", json(usd("900.00"))), "due", "2027-01-31");
    edited = with(edited, "total", json(usd("900.00")));
    assertThat(only(seen(Optional.of(edited))).news())
        .contains("net was approved as USD 1,000.00 and is USD 900.00 now")
        .contains("Due date was approved as 2026-12-22 and is 2027-01-31 now");
    Seen kept =
        new Seen(
            APPROVED,
            Map.of("net", "USD 900.00", "due date", "2027-01-31"),
            Optional.of(edited),
            "1043",
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty());
    assertThat(Comparison.of(kept)).isEmpty();
  }

  @Test
  void a_credit_in_part_is_told_and_one_of_everything_is_to_be_acted_on() {
    Settlement part = settlement(Settlement.Kind.CREDIT, "3", "55", "300.00", "0.00");
    Drift told = only(seen(Optional.of(invoice("700.00")), part));
    assertThat(told.kind()).isEqualTo(DriftKind.CREDITED);
    assertThat(told.act()).isFalse();
    assertThat(told.news())
        .contains("USD 300.00 of invoice 1043 were credited")
        .contains("credit note REF-3", "USD 700.00 are open");
    Settlement all = settlement(Settlement.Kind.CREDIT, "3", "55", "1000.00", "0.00");
    assertThat(only(seen(Optional.of(invoice("0.00")), all)).act()).isTrue();
  }

  @Test
  void a_credit_and_a_payment_are_told_apart() {
    Settlement credit = settlement(Settlement.Kind.CREDIT, "3", "55", "300.00", "0.00");
    assertThat(kinds(seen(Optional.of(invoice("0.00")), credit, payment("7", "700.00", "0.00"))))
        .containsExactly(DriftKind.CREDITED);
  }

  @Test
  void a_rest_that_settles_nothing_is_overpaid() {
    assertThat(only(seen(Optional.of(invoice("0.00")), payment("7", "1000.00", "100.00"))).news())
        .contains("is not paid as it was approved")
        .contains("USD 1,000.00 settle the invoice and USD 100.00 settle nothing");
  }

  @Test
  void a_payment_of_another_customer_is_named() {
    Settlement parent = settlement(Settlement.Kind.PAYMENT, "7", "77", "1000.00", "0.00");
    assertThat(only(seen(Optional.of(invoice("0.00")), parent)).news())
        .contains("USD 1,000.00 were paid by another customer, Acme Holding");
  }

  @Test
  void a_payment_that_is_no_longer_there_is_told_until_it_is_paid_again() {
    Seen removed = paidOnce("1000.00", invoice("1000.00"));
    assertThat(only(removed).news()).contains("USD 1,000.00 that had been paid are not paid any");
    Seen again =
        new Seen(
            APPROVED,
            Map.of(),
            Optional.of(invoice("0.00")),
            "1043",
            List.of(payment("8", "1000.00", "0.00")),
            List.of(),
            Map.of(),
            Optional.of(usd("1000.00")));
    assertThat(Comparison.of(again)).isEmpty();
  }

  private static Seen paidOnce(String most, Invoice invoice) {
    return new Seen(
        APPROVED,
        Map.of(),
        Optional.of(invoice),
        "1043",
        List.of(),
        List.of(),
        Map.of(),
        Optional.of(usd(most)));
  }

  @Test
  void a_small_rest_is_paid_short_and_a_larger_one_a_part() {
    assertThat(only(seen(Optional.of(invoice("20.00")), payment("7", "980.00", "0.00"))).news())
        .contains("USD 980.00 were paid, USD 20.00 less than the invoice");
  }

  @Test
  void what_neither_payment_nor_credit_note_settled_is_told() {
    assertThat(only(seen(Optional.of(invoice("0.00")), payment("7", "980.00", "0.00"))).news())
        .contains("USD 20.00 were settled by neither a payment nor a credit note");
  }

  @ParameterizedTest
  @CsvSource({"1000.00,1000.00,true", "1000.00,1500.00,true", "1000.00,999.00,false"})
  void money_that_could_settle_it_and_settles_nothing_is_told(
      String balance, String loose, boolean told) {
    assertThat(kinds(loose(invoice(balance), usd(loose))).contains(DriftKind.PAID_DIFFERENTLY))
        .isEqualTo(told);
  }

  private static Seen loose(Invoice invoice, Money amount) {
    Payment payment =
        new Payment(
            "9",
            "55",
            LocalDate.parse("2026-12-01"),
            amount,
            amount,
            List.of(),
            Optional.empty(),
            Facts.NOW,
            "0");
    return new Seen(
        APPROVED,
        Map.of(),
        Optional.of(invoice),
        "1043",
        List.of(),
        List.of(payment),
        Map.of(),
        Optional.empty());
  }

  @Test
  void another_currency_is_an_edit_and_breaks_no_sum() {
    Invoice euros = with(invoice("1000.00"), "currency", Json.of("EUR"));
    assertThat(kinds(seen(Optional.of(euros)))).containsExactly(DriftKind.EDITED);
  }
}
