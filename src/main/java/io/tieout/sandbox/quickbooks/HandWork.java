package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// What the product's own pages send when a bookkeeper works on an invoice by hand.
final class HandWork {
  private static final String SOLD = "SalesItemLineDetail";

  private HandWork() {}

  /// The first line as one of the price; the others stay.
  static Json.Obj repriced(Json.Obj invoice, Money price) {
    List<Json.Obj> lines = new ArrayList<>(Docs.lines(invoice, SOLD));
    lines.set(0, priced(lines.getFirst(), price.getAmount()));
    return Json.object().put("Line", lines).build();
  }

  /// A credit memo over the amount, of the first line's item, without tax.
  static Json.Obj memo(Json.Obj invoice, Money amount) {
    Json.Obj line = priced(Docs.lines(invoice, SOLD).getFirst(), amount.getAmount());
    Json.Obj untaxed = line.obj(SOLD).with("TaxCodeRef", Json.object().put("value", "NON").build());
    return ofCustomer(invoice)
        .with("Line", Json.array(List.of(line.without("Id").with(SOLD, untaxed))));
  }

  /// QuickBooks applies a credit memo by a payment of nothing that names both.
  static Json.Obj applying(Json.Obj invoice, String memo, Money amount) {
    return ofCustomer(invoice)
        .with("TotalAmt", Json.of(BigDecimal.ZERO))
        .with(
            "Line",
            Json.array(
                List.of(
                    link(amount, invoice.text("Id"), "Invoice"),
                    link(amount, memo, "CreditMemo"))));
  }

  static Json.Obj received(Json.Obj invoice, Money amount) {
    return ofCustomer(invoice).with("TotalAmt", Json.of(amount.getAmount()));
  }

  /// The page's *Copy* takes lines, terms and memo along, and neither number nor dates.
  static Json.Obj copy(Json.Obj invoice) {
    Json.Obj copy =
        ofCustomer(invoice)
            .with("Line", Json.array(Docs.lines(invoice, SOLD).stream().map(l -> l.without("Id"))));
    for (String field : List.of("PrivateNote", "SalesTermRef", "TxnTaxDetail")) {
      if (invoice.has(field)) {
        copy = copy.with(field, invoice.get(field).orElseThrow());
      }
    }
    return copy;
  }

  private static Json.Obj priced(Json.Obj line, BigDecimal price) {
    Json.Obj detail =
        line.obj(SOLD).with("Qty", Json.of(BigDecimal.ONE)).with("UnitPrice", Json.of(price));
    return line.with("Amount", Json.of(price)).with(SOLD, detail);
  }

  private static Json.Obj link(Money amount, String id, String type) {
    Json.Obj linked = Json.object().put("TxnId", id).put("TxnType", type).build();
    return Json.object()
        .put("Amount", amount.getAmount())
        .put("LinkedTxn", List.of(linked))
        .build();
  }

  private static Json.Obj ofCustomer(Json.Obj invoice) {
    Json.Obj customer =
        Json.object().put("value", invoice.obj("CustomerRef").text("value")).build();
    return Json.object().put("CustomerRef", customer).build();
  }
}
