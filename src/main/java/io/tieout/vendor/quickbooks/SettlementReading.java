package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Settlement;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What of a payment settles an invoice. A payment may draw on credit memos besides the money: its
/// lines do not say which of its invoices a credit goes to, so credits are put to them in the order
/// of the lines.
final class SettlementReading {
  private SettlementReading() {}

  /// The invoice names its payments, those of a parent customer too. A credit memo stands on the
  /// payment by which it was applied; its number and day are its own.
  ///
  /// @param home the currency of a row that names none
  static List<Settlement> read(
      QuickBooksApi api, String invoiceId, Function<Json.Obj, CurrencyUnit> home) {
    return api.byId("Invoice", invoiceId).stream()
        .flatMap(row -> QuickBooksApi.reading(() -> payments(row)).stream())
        .flatMap(id -> api.byId("Payment", id).stream())
        .flatMap(row -> {
          CurrencyUnit currency = home.apply(row);
          return QuickBooksApi.reading(() -> of(row, invoiceId, currency)).stream();
        })
        .map(found -> found.money() ? found : named(found, api.byId("CreditMemo", found.id())))
        .toList();
  }

  private static Settlement named(Settlement found, Optional<Json.Obj> memo) {
    return QuickBooksApi.reading(() ->
        new Settlement(
            found.kind(),
            found.id(),
            memo.flatMap(m -> Fields.text(m, "DocNumber")),
            found.customerId(),
            memo.map(m -> LocalDate.parse(m.text("TxnDate"))).orElse(found.date()),
            found.amount(),
            found.rest()));
  }

  /// The ids of the payments that an invoice names.
  private static List<String> payments(Json.Obj invoice) {
    return links(invoice)
        .filter(link -> link.text("TxnType").equals("Payment"))
        .map(link -> link.text("TxnId"))
        .distinct()
        .toList();
  }

  /// One settlement for each credit memo that the invoice gets something of, and one for the money.
  static List<Settlement> of(Json.Obj payment, String invoiceId, CurrencyUnit home) {
    CurrencyUnit currency = Fields.currency(payment, home);
    List<Credit> credits = new ArrayList<>(credits(payment, currency));
    List<Settlement> found = new ArrayList<>();
    for (Json.Obj line : payment.objects("Line")) {
      List<String> invoices = linked(line, "Invoice");
      if (!invoices.isEmpty()) {
        Money left = Fields.money(line, "Amount", currency);
        boolean wanted = invoices.contains(invoiceId);
        while (left.isPositive() && !credits.isEmpty()) {
          Credit next = credits.removeFirst();
          Money taken = next.left().isGreaterThan(left) ? left : next.left();
          left = left.minus(taken);
          if (next.left().isGreaterThan(taken)) {
            credits.addFirst(new Credit(next.id(), next.left().minus(taken)));
          }
          if (wanted) {
            found.add(credit(payment, next.id(), taken));
          }
        }
        if (wanted && left.isPositive()) {
          found.add(money(payment, left, currency));
        }
      }
    }
    return List.copyOf(found);
  }

  /// What a credit memo still has to give.
  private record Credit(String id, Money left) {}

  private static List<Credit> credits(Json.Obj payment, CurrencyUnit currency) {
    return payment.objects("Line").stream()
        .flatMap(line ->
            linked(line, "CreditMemo").stream()
                .map(id -> new Credit(id, Fields.money(line, "Amount", currency))))
        .toList();
  }

  private static Settlement credit(Json.Obj payment, String id, Money amount) {
    return new Settlement(
        Settlement.Kind.CREDIT,
        id,
        Optional.empty(),
        payment.obj("CustomerRef").text("value"),
        LocalDate.parse(payment.text("TxnDate")),
        amount,
        Money.zero(amount.getCurrencyUnit()));
  }

  private static Settlement money(Json.Obj payment, Money amount, CurrencyUnit currency) {
    return new Settlement(
        Settlement.Kind.PAYMENT,
        payment.text("Id"),
        Fields.text(payment, "PaymentRefNum"),
        payment.obj("CustomerRef").text("value"),
        LocalDate.parse(payment.text("TxnDate")),
        amount,
        Fields.moneyOrZero(payment, "UnappliedAmt", currency));
  }

  private static List<String> linked(Json.Obj line, String type) {
    return links(line)
        .filter(link -> link.text("TxnType").equals(type))
        .map(link -> link.text("TxnId"))
        .toList();
  }

  private static Stream<Json.Obj> links(Json.Obj in) {
    return in.objects("LinkedTxn").stream().filter(link -> link.has("TxnType"));
  }
}
