package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Rules and totals of invoices, credit memos and estimates.
final class SalesForms {
  private static final int DAYS_WITHOUT_TERMS = 30;

  private final Books books;
  private final References references;
  private final SalesTax tax;
  private final SalesLines lines;
  private final Numbering numbering;

  SalesForms(Books books) {
    this.books = books;
    this.references = new References(books);
    this.tax = new SalesTax(books);
    this.lines = new SalesLines(books, tax);
    this.numbering = new Numbering(books);
  }

  Json.Obj settled(Order order, Json.Obj wanted, Optional<Json.Obj> before) {
    limits(wanted);
    String customerId =
        Docs.ref(wanted, "CustomerRef").orElseThrow(() -> Refusal.missing("CustomerRef"));
    Json.Obj customer = references.active(Kind.CUSTOMER, customerId);
    if (wanted.list("Line").isEmpty()) {
      throw Refusal.missing("Line");
    }
    Json.Obj doc = wanted.with("CustomerRef", Docs.refTo(customerId, customer.text("DisplayName")));
    doc = references.named(doc, "SalesTermRef", Kind.TERM);
    doc = Currencies.settled(books.settings(), doc, customer);
    doc = dated(order.kind(), doc);
    doc = addressed(doc, customer);
    doc = totalled(doc, customer);
    doc = numbering.numbered(order, doc, before);
    doc = standing(order.kind(), doc);
    return linked(order.kind(), doc, before);
  }

  /// A voided form keeps its number, customer and dates; every amount is zero.
  static Json.Obj voided(Json.Obj before) {
    List<Json.Obj> zeroed =
        Docs.lines(before, "SalesItemLineDetail").stream().map(SalesForms::zeroed).toList();
    Json.Obj subtotal =
        Json.object()
            .put("Amount", Docs.ZERO)
            .put("DetailType", "SubTotalLineDetail")
            .put("SubTotalLineDetail", Json.object())
            .build();
    Json.Obj doc = before.has("HomeTotalAmt") ? before.with("HomeTotalAmt", zero()) : before;
    doc = doc.has("HomeBalance") ? doc.with("HomeBalance", zero()) : doc;
    String note = before.optText("PrivateNote").map(n -> "Voided - " + n).orElse("Voided");
    return doc.without("Deposit")
        .with("Line", Json.array(Stream.concat(zeroed.stream(), Stream.of(subtotal))))
        .with("TotalAmt", zero())
        .with("Balance", zero())
        .with("LinkedTxn", Json.array(List.of()))
        .with("TxnTaxDetail", Json.object().put("TotalTax", Docs.ZERO).build())
        .with("PrivateNote", note);
  }

  private static Json zero() {
    return Json.of(Docs.ZERO);
  }

  private static Json.Obj zeroed(Json.Obj line) {
    Json.Obj detail = line.obj("SalesItemLineDetail");
    Json.Obj emptied = detail.has("Qty") ? detail.with("Qty", Json.of(0)) : detail;
    return line.with("Amount", zero()).with("SalesItemLineDetail", emptied);
  }

  private static void limits(Json.Obj doc) {
    Docs.within(doc, "PrivateNote", 4000);
    doc.optObj("CustomerMemo").ifPresent(m -> Docs.within(m, "value", 1000));
    Docs.oneOf(doc, "EmailStatus", Set.of("NotSet", "NeedToSend", "EmailSent"));
    Docs.oneOf(doc, "PrintStatus", Set.of("NotSet", "NeedToPrint", "PrintComplete"));
    Docs.oneOf(doc, "GlobalTaxCalculation", Set.of("TaxExcluded", "TaxInclusive", "NotApplicable"));
    Docs.email(doc, "BillEmail");
  }

  private Json.Obj dated(Kind kind, Json.Obj doc) {
    LocalDate date = Docs.date(doc, "TxnDate").orElseGet(books::today);
    Json.Obj dated = doc.with("TxnDate", date.toString());
    if (kind != Kind.INVOICE) {
      return dated.without("DueDate");
    }
    LocalDate due = Docs.date(doc, "DueDate").orElseGet(() -> date.plusDays(days(doc)));
    return dated.with("DueDate", due.toString());
  }

  private int days(Json.Obj doc) {
    return Docs.ref(doc, "SalesTermRef")
        .flatMap(id -> books.find(Kind.TERM, id))
        .flatMap(t -> t.optDecimal("DueDays"))
        .map(BigDecimal::intValue)
        .orElse(DAYS_WITHOUT_TERMS);
  }

  /// A form without addresses takes its customer's.
  private static Json.Obj addressed(Json.Obj wanted, Json.Obj customer) {
    Json.Obj doc = wanted;
    for (String field : List.of("BillAddr", "ShipAddr")) {
      Optional<Json> theirs = customer.get(field);
      if (!doc.has(field) && theirs.isPresent()) {
        doc = doc.with(field, theirs.get());
      }
    }
    return doc;
  }

  private Json.Obj totalled(Json.Obj doc, Json.Obj customer) {
    SalesLines.Settled settled = lines.settled(doc);
    SalesTax.Form form = new SalesTax.Form(doc, customer, settled.sales(), settled.discount());
    Json.Obj taxDetail = tax.charged(form);
    BigDecimal total =
        form.subtotal().subtract(settled.discount()).add(Docs.amount(taxDetail, "TotalTax"));
    if (total.signum() < 0) {
      throw Refusal.business("Transaction amount must be 0 or greater.");
    }
    Json.Obj done =
        doc.with("Line", Json.array(SalesTax.inclusive(doc) ? gross(settled.all()) : settled.all()))
            .with("TxnTaxDetail", taxDetail)
            .with("ApplyTaxAfterDiscount", Json.of(doc.flag("ApplyTaxAfterDiscount")))
            .with("TotalAmt", Json.of(total));
    if (!books.settings().american() && !done.has("GlobalTaxCalculation")) {
      done = done.with("GlobalTaxCalculation", "TaxExcluded");
    }
    return books.settings().switches().multicurrency()
        ? done.with("HomeTotalAmt", Json.of(Currencies.atHome(doc, total)))
        : done;
  }

  private List<Json.Obj> gross(List<Json.Obj> all) {
    return all.stream().map(l -> l.has("SalesItemLineDetail") ? tax.withGross(l) : l).toList();
  }

  private static Json.Obj standing(Kind kind, Json.Obj wanted) {
    Json.Obj doc = wanted.has("EmailStatus") ? wanted : wanted.with("EmailStatus", "NotSet");
    doc = doc.has("PrintStatus") ? doc : doc.with("PrintStatus", "NotSet");
    if (kind == Kind.ESTIMATE) {
      Docs.oneOf(doc, "TxnStatus", Set.of("Pending", "Accepted", "Closed", "Rejected"));
      return doc.has("TxnStatus") ? doc : doc.with("TxnStatus", "Pending");
    }
    return doc;
  }

  /// Links to estimates are the caller's to set; links to payments are the books' own.
  private Json.Obj linked(Kind kind, Json.Obj doc, Optional<Json.Obj> before) {
    if (kind == Kind.ESTIMATE) {
      return doc.without("Balance");
    }
    List<Json.Obj> estimates =
        doc.objects("LinkedTxn").stream()
            .filter(l -> l.optText("TxnType").orElse("").equals("Estimate"))
            .toList();
    for (Json.Obj link : estimates) {
      String id = link.text("TxnId");
      String status =
          books
              .find(Kind.ESTIMATE, id)
              .orElseThrow(Refusal::notFound)
              .optText("TxnStatus")
              .orElse("");
      boolean known = before.map(b -> b.objects("LinkedTxn").contains(link)).orElse(false);
      if (!known && !status.equals("Pending") && !status.equals("Accepted")) {
        throw Refusal.cannotLink(id);
      }
    }
    List<Json.Obj> payments =
        before.stream()
            .flatMap(b -> b.objects("LinkedTxn").stream())
            .filter(l -> !l.optText("TxnType").orElse("").equals("Estimate"))
            .toList();
    return Links.withBalance(
        books,
        kind,
        doc.with("LinkedTxn", Json.array(Stream.concat(estimates.stream(), payments.stream()))));
  }
}
