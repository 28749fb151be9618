package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Address;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// Drafts and documents the tests share.
final class Samples {
  static final String MARK = "tieout:P-01ABCDEF0GHJKMN";
  static final Address ADDRESS =
      new Address(
          Optional.of("1 Quay Street\nFloor 3"),
          Optional.of("Portland"),
          Optional.of("OR"),
          Optional.of("97201"),
          Optional.of("US"));

  private Samples() {}

  static InvoiceLine line() {
    return new InvoiceLine(
        Optional.of("5"),
        "Platform, yearly",
        new BigDecimal("2.5"),
        new BigDecimal("19.99"),
        Amounts.exact("USD", "49.98"),
        Optional.of("TAX"),
        Optional.of(LocalDate.of(2026, 12, 1)));
  }

  static InvoiceDraft draft(InvoiceLine... lines) {
    return draft(InvoiceDraft.Pricing.BEFORE_TAX, lines);
  }

  static InvoiceDraft draft(InvoiceDraft.Pricing pricing, InvoiceLine... lines) {
    return new InvoiceDraft(
        LocalDate.of(2026, 11, 22),
        LocalDate.of(2026, 12, 22),
        Optional.of("3"),
        CurrencyUnit.USD,
        pricing,
        List.of(lines),
        Amounts.exact("USD", "49.98"),
        Optional.empty(),
        Optional.of("billing@acme.example"),
        ADDRESS,
        ADDRESS,
        Optional.of("Thank you, PO 77"),
        Optional.of("https://crm.example/006A"),
        MARK);
  }

  static CustomerDraft customer(String name) {
    return new CustomerDraft(
        name,
        Optional.of(name + " Inc."),
        Optional.of("billing@acme.example"),
        Optional.of("+1 503 555 0100"),
        ADDRESS,
        Address.NONE,
        CurrencyUnit.USD,
        MARK);
  }

  /// An invoice as QuickBooks returns it: a sale, a discount, a subtotal, tax, part of it paid.
  static final String INVOICE =
      """
      {"Id":"145","SyncToken":"2","DocNumber":"1045","TxnDate":"2026-11-02","DueDate":"2026-12-02",
       "MetaData":{"CreateTime":"2026-11-02T09:00:00-08:00","LastUpdatedTime":"2026-11-03T09:30:00-08:00"},
       "CustomerRef":{"value":"58","name":"Acme"},"SalesTermRef":{"value":"3"},
       "CurrencyRef":{"value":"USD","name":"United States Dollar"},
       "Line":[{"Id":"1","LineNum":1,"Description":"Seats","Amount":50.00,"DetailType":"SalesItemLineDetail",
                "SalesItemLineDetail":{"ItemRef":{"value":"5","name":"Seats"},"Qty":4,"UnitPrice":12.5,
                 "TaxCodeRef":{"value":"TAX"},"ServiceDate":"2026-11-01"}},
               {"Amount":50.00,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}},
               {"Amount":5.00,"DetailType":"DiscountLineDetail",
                "DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}}],
       "TxnTaxDetail":{"TotalTax":3.60},"TotalAmt":48.60,"Balance":20.10,
       "PrivateNote":"tieout:P-01ABCDEF0GHJKMN checked by Ann"}\
      """;
}
