package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the documents come to on each account, in the base currency; debits are positive.
final class Postings {
  private static final Set<String> POSTED = Set.of("AUTHORISED", "PAID", "POSTED");

  private final Books books;
  private final String receivable;
  private final String payable;
  private final String tax;
  private final Map<String, BigDecimal> balances = new HashMap<>();

  private Postings(Books books) {
    this.books = books;
    this.receivable = Chart.system(books, Chart.RECEIVABLE).text("Code");
    this.payable = Chart.system(books, Chart.PAYABLE).text("Code");
    this.tax = Chart.system(books, Chart.TAX).text("Code");
  }

  /// Balances by account code over the documents dated as the test says.
  static Map<String, BigDecimal> balances(Books books, Predicate<LocalDate> when) {
    Postings postings = new Postings(books);
    for (Kind kind :
        List.of(
            Kind.INVOICE,
            Kind.CREDIT_NOTE,
            Kind.PAYMENT,
            Kind.BANK_TRANSACTION,
            Kind.MANUAL_JOURNAL)) {
      books.all(kind).stream()
          .filter(r -> POSTED.contains(r.text("Status")))
          .filter(r -> when.test(LocalDate.parse(r.text("Date"))))
          .forEach(postings::post);
    }
    return postings.balances;
  }

  private void post(Row row) {
    Json.Obj doc = row.doc();
    switch (row.kind()) {
      case INVOICE -> document(doc, row.text("Type").equals("ACCREC") ? 1 : -1, control(row));
      case CREDIT_NOTE ->
          document(doc, row.text("Type").equals("ACCRECCREDIT") ? -1 : 1, control(row));
      case BANK_TRANSACTION ->
          document(
              doc,
              row.text("Type").startsWith("RECEIVE") ? 1 : -1,
              doc.obj("BankAccount").text("Code"));
      case PAYMENT -> payment(doc);
      case MANUAL_JOURNAL ->
          doc.objects("JournalLines")
              .forEach(l -> add(l.text("AccountCode"), Docs.amount(l, "LineAmount"), 1));
      case CONTACT,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          ITEM,
          ACCOUNT,
          TAX_RATE,
          TRACKING_CATEGORY,
          CURRENCY,
          BRANDING_THEME ->
          throw new IllegalArgumentException(row.kind() + " posts nothing");
    }
  }

  private String control(Row row) {
    return row.text("Type").startsWith("ACCREC") ? receivable : payable;
  }

  /// The total on one side, nets and tax on the other; what rounding leaves goes with the total.
  private void document(Json.Obj doc, int sign, String against) {
    BigDecimal rate = doc.decimal("CurrencyRate");
    boolean inclusive = doc.optText("LineAmountTypes").orElse("").equals("Inclusive");
    BigDecimal posted = Docs.ZERO;
    for (Json.Obj line : doc.objects("LineItems")) {
      BigDecimal amount = Docs.amount(line, "LineAmount");
      BigDecimal net = inclusive ? amount.subtract(Docs.amount(line, "TaxAmount")) : amount;
      if (net.signum() != 0) {
        BigDecimal home = Docs.inBase(net, rate);
        add(line.optText("AccountCode").orElse(Chart.SALES), home, -sign);
        posted = posted.add(home);
      }
    }
    BigDecimal taxed = Docs.inBase(Docs.amount(doc, "TotalTax"), rate);
    add(tax, taxed, -sign);
    add(against, posted.add(taxed), sign);
  }

  /// Both sides at the payment's own rate, so gains on exchange are not told apart.
  private void payment(Json.Obj doc) {
    String type = doc.text("PaymentType");
    boolean receivableSide = type.startsWith("ACCREC") || type.startsWith("AR");
    boolean moneyIn = type.equals("ACCRECPAYMENT") || type.startsWith("AP");
    int sign = moneyIn ? 1 : -1;
    BigDecimal amount = Docs.amount(doc, "BankAmount");
    add(doc.obj("Account").text("Code"), amount, sign);
    add(receivableSide ? receivable : payable, amount, -sign);
  }

  private void add(String code, BigDecimal amount, int sign) {
    BigDecimal signed = sign > 0 ? amount : amount.negate();
    String known = books.by(Kind.ACCOUNT, Key.Of.CODE, code).map(a -> a.text("Code")).orElse(code);
    balances.merge(known, signed, BigDecimal::add);
  }
}
