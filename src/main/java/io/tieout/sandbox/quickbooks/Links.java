package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What payments do to invoices and credit memos: open balances, links and, with every change of
/// them, a new version.
final class Links {
  private final Books books;

  Links(Books books) {
    this.books = books;
  }

  /// One end of a link.
  record End(Kind kind, String id) {}

  /// The invoice or credit memo that a payment's line pays or uses up.
  static Optional<End> end(Json.Obj paymentLine) {
    return paymentLine.objects("LinkedTxn").stream()
        .findFirst()
        .flatMap(l ->
            Kind.of(l.optText("TxnType").orElse(""))
                .map(k -> new End(k, l.optText("TxnId").orElse(""))));
  }

  /// What of a payment settles nothing yet: its amount and the credits it uses, less the invoices
  /// it pays.
  static BigDecimal unapplied(Json.Obj payment) {
    BigDecimal left = Docs.amount(payment, "TotalAmt");
    for (Json.Obj line : payment.objects("Line")) {
      BigDecimal amount = Docs.amount(line, "Amount");
      boolean credit = end(line).map(e -> e.kind() == Kind.CREDIT_MEMO).orElse(false);
      left = credit ? left.add(amount) : left.subtract(amount);
    }
    return left;
  }

  /// What all payments but one have put on a document.
  static BigDecimal applied(Books books, End end, Optional<String> exceptPayment) {
    BigDecimal sum = Docs.ZERO;
    for (Json.Obj payment : books.paymentsOn(end)) {
      if (exceptPayment.map(id -> id.equals(payment.text("Id"))).orElse(false)) {
        continue;
      }
      for (Json.Obj line : payment.objects("Line")) {
        if (end(line).filter(end::equals).isPresent()) {
          sum = sum.add(Docs.amount(line, "Amount"));
        }
      }
    }
    return sum;
  }

  static BigDecimal payable(Json.Obj doc) {
    return Docs.amount(doc, "TotalAmt").subtract(Docs.amount(doc, "Deposit"));
  }

  /// The document with the balance that its payments leave.
  static Json.Obj withBalance(Books books, Kind kind, Json.Obj doc) {
    BigDecimal applied =
        doc.optText("Id")
            .map(id -> applied(books, new End(kind, id), Optional.empty()))
            .orElse(Docs.ZERO);
    BigDecimal balance = payable(doc).subtract(applied).max(Docs.ZERO);
    Json.Obj done = doc.with("Balance", Json.of(balance));
    if (kind == Kind.CREDIT_MEMO) {
      done = done.with("RemainingCredit", Json.of(balance));
    }
    return doc.has("HomeTotalAmt")
        ? done.with("HomeBalance", Json.of(Currencies.atHome(doc, balance)))
        : done;
  }

  /// Brings a document in line with its payments: payments are cut down to what it can take, then
  /// its balance and links follow.
  void fit(Kind kind, String id) {
    Optional<Json.Obj> found = books.find(kind, id);
    if (found.isEmpty()) {
      return;
    }
    Json.Obj doc = found.get();
    trim(new End(kind, id), payable(doc));
    Stream<Json.Obj> estimates =
        doc.objects("LinkedTxn").stream()
            .filter(l -> l.optText("TxnType").orElse("").equals("Estimate"));
    Stream<Json.Obj> payments =
        books.paymentsOn(new End(kind, id)).stream().map(p -> link(p.text("Id")));
    Json.Obj fitted =
        withBalance(
            books, kind, doc.with("LinkedTxn", Json.array(Stream.concat(estimates, payments))));
    if (!fitted.canonical().equals(doc.canonical())) {
      books.replace(kind, fitted, Change.Verb.UPDATED);
    }
  }

  /// Fits every document that a payment touched before or touches now.
  void refreshAround(Optional<Json.Obj> before, Optional<Json.Obj> after) {
    Set<End> touched = new LinkedHashSet<>();
    before.ifPresent(p -> touched.addAll(ends(p)));
    after.ifPresent(p -> touched.addAll(ends(p)));
    touched.forEach(e -> fit(e.kind(), e.id()));
  }

  /// Frees a document that is to be voided or deleted from its payments. The API refuses; a person
  /// is asked and may go on, and the payment becomes a credit.
  void release(Order order, Json.Obj doc) {
    End end = new End(order.kind(), doc.text("Id"));
    if (applied(books, end, Optional.empty()).signum() == 0) {
      return;
    }
    if (order.byApi()) {
      throw Refusal.business(
          "This transaction is linked to a payment. Unlink or delete the payment first.");
    }
    trim(end, Docs.ZERO);
  }

  /// The documents that a payment pays or uses up.
  static Set<End> ends(Json.Obj payment) {
    Set<End> ends = new LinkedHashSet<>();
    payment.objects("Line").forEach(l -> end(l).ifPresent(ends::add));
    return ends;
  }

  private void trim(End end, BigDecimal capacity) {
    BigDecimal left = capacity;
    for (Json.Obj payment : books.paymentsOn(end)) {
      List<Json.Obj> kept = new ArrayList<>();
      for (Json.Obj line : payment.objects("Line")) {
        BigDecimal amount = Docs.amount(line, "Amount");
        BigDecimal allowed = end(line).filter(end::equals).isPresent() ? amount.min(left) : amount;
        left = end(line).filter(end::equals).isPresent() ? left.subtract(allowed) : left;
        if (allowed.compareTo(amount) == 0) {
          kept.add(line);
        } else if (allowed.signum() > 0) {
          kept.add(line.with("Amount", Json.of(allowed)));
        }
      }
      if (!kept.equals(payment.objects("Line"))) {
        Json.Obj cut = payment.with("Line", Json.array(kept));
        books.replace(
            Kind.PAYMENT, cut.with("UnappliedAmt", Json.of(unapplied(cut))), Change.Verb.UPDATED);
      }
    }
  }

  private static Json.Obj link(String paymentId) {
    return Json.object().put("TxnId", paymentId).put("TxnType", "Payment").build();
  }
}
