package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Documents as they are shown: with what is worked out at the moment of reading, such as a
/// customer's open balance.
final class Views {
  private final Books books;
  private final String companyName;

  Views(Books books, String companyName) {
    this.books = books;
    this.companyName = companyName;
  }

  List<Json.Obj> all(Kind kind) {
    if (kind == Kind.COMPANY_INFO || kind == Kind.PREFERENCES) {
      return List.of(single(kind));
    }
    Map<String, BigDecimal> balances = kind == Kind.CUSTOMER ? balances() : Map.of();
    return books.all(kind).stream().map(d -> shown(kind, d, balances)).toList();
  }

  Json.Obj one(Kind kind, String id) {
    if (kind == Kind.COMPANY_INFO || kind == Kind.PREFERENCES) {
      return single(kind);
    }
    return shown(kind, books.find(kind, id).orElseThrow(Refusal::notFound));
  }

  Json.Obj shown(Kind kind, Json.Obj doc) {
    boolean stub = doc.optText("status").orElse("").equals("Deleted");
    return stub ? doc : shown(kind, doc, kind == Kind.CUSTOMER ? balances() : Map.of());
  }

  /// With the link at which a customer can pay; only given when asked for.
  static Json.Obj withInvoiceLink(Json.Obj invoice, String base) {
    boolean online =
        invoice.flag("AllowOnlineCreditCardPayment") || invoice.flag("AllowOnlineACHPayment");
    return online
        ? invoice.with("InvoiceLink", base + "/portal/invoice/" + invoice.text("Id"))
        : invoice;
  }

  private static Json.Obj shown(Kind kind, Json.Obj doc, Map<String, BigDecimal> balances) {
    if (kind != Kind.CUSTOMER) {
      return doc;
    }
    Json balance = Json.of(balances.getOrDefault(doc.text("Id"), Docs.ZERO));
    return doc.with("Balance", balance).with("BalanceWithJobs", balance);
  }

  /// Open invoices less open credits and unapplied payments, by customer.
  private Map<String, BigDecimal> balances() {
    Map<String, BigDecimal> balances = new HashMap<>();
    add(balances, Kind.INVOICE, "Balance", BigDecimal.ONE);
    add(balances, Kind.CREDIT_MEMO, "Balance", BigDecimal.ONE.negate());
    add(balances, Kind.PAYMENT, "UnappliedAmt", BigDecimal.ONE.negate());
    return balances;
  }

  private void add(Map<String, BigDecimal> balances, Kind kind, String field, BigDecimal sign) {
    for (Json.Obj doc : books.all(kind)) {
      Optional<String> customer = Docs.ref(doc, "CustomerRef");
      customer.ifPresent(
          c -> balances.merge(c, Docs.amount(doc, field).multiply(sign), BigDecimal::add));
    }
  }

  private Json.Obj single(Kind kind) {
    Settings settings = books.settings();
    Json.Obj content =
        kind == Kind.PREFERENCES
            ? settings.preferences()
            : Json.object()
                .put("CompanyName", companyName)
                .put("LegalName", companyName)
                .put("Country", settings.country())
                .put("FiscalYearStartMonth", "January")
                .put("SupportedLanguages", "en")
                .put("DefaultTimeZone", Stamp.PACIFIC.getId())
                .put("CompanyAddr", Json.object().put("Country", settings.country()))
                .build();
    String at = Stamp.of(books.now());
    return content
        .with("domain", "QBO")
        .with("sparse", Json.of(false))
        .with("Id", "1")
        .with("SyncToken", "0")
        .with("MetaData", Json.object().put("CreateTime", at).put("LastUpdatedTime", at).build());
  }
}
