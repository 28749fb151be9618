package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Payments of invoices and bills, refunds of credits, and several payments at once.
final class Payments {
  private static final List<Kind> PAYABLE =
      List.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.OVERPAYMENT, Kind.PREPAYMENT);

  private final Books books;
  private final Settling settling;

  Payments(Books books) {
    this.books = books;
    this.settling = new Settling(books);
  }

  Saved save(Order order) {
    Optional<String> id = order.id().or(() -> Docs.text(order.body(), "PaymentID"));
    if (id.isPresent()) {
      Row payment = books.need(Kind.PAYMENT, id.get());
      if (!Docs.text(order.body(), "Status").equals(Optional.of("DELETED"))) {
        throw Refused.because("A payment cannot be changed; only its Status can be set to DELETED");
      }
      if (Docs.text(payment.doc(), "BatchPaymentID").isPresent()) {
        throw Refused.because(
            "This payment is part of a batch payment; delete the batch payment instead");
      }
      return Saved.of(delete(payment, order.byApi()));
    }
    return Saved.of(pay(order, Chart.forPayments(books, order.body()), Optional.empty()));
  }

  /// The vendor takes no more than what is open; money beyond comes in as a bank transaction.
  private Row pay(Order order, Row account, Optional<String> batch) {
    Json.Obj body = order.body();
    Row target = target(body);
    LocalDate date = Docs.date(body, "Date").orElseGet(books::today);
    books.lockDates().check(date, order.byApi());
    BigDecimal amount =
        body.optDecimal("Amount")
            .map(Docs::cents)
            .filter(a -> a.signum() > 0)
            .orElseThrow(() -> Refused.because("The payment Amount must be greater than zero"));
    if (!target.text("Status").equals("AUTHORISED") && !target.text("Status").equals("PAID")) {
      throw Refused.because("Payments can only be made against Authorised documents");
    }
    String open = target.kind() == Kind.INVOICE ? "AmountDue" : "RemainingCredit";
    if (amount.compareTo(Docs.amount(target.doc(), open)) > 0) {
      throw Refused.because("Payment amount exceeds the amount outstanding on this document");
    }
    BigDecimal rate =
        body.optDecimal("CurrencyRate")
            .filter(r -> r.signum() > 0)
            .orElse(target.doc().optDecimal("CurrencyRate").orElse(BigDecimal.ONE));
    JsonObjBuilder doc =
        Json.object()
            .put("Date", date.toString())
            .put("Amount", amount)
            .put("BankAmount", Docs.inBase(amount, rate))
            .putText("Reference", Docs.text(body, "Reference"))
            .put("CurrencyRate", Docs.rounded(rate, 6))
            .put("PaymentType", typeOf(target))
            .put("Status", "AUTHORISED")
            .put("HasAccount", true)
            .put("IsReconciled", body.flag("IsReconciled"))
            .put("Account", Chart.shortly(account))
            .putText("BatchPaymentID", batch)
            .put("TargetKind", target.kind().name())
            .put("TargetID", target.id());
    Row payment = books.insert(Kind.PAYMENT, doc.build(), order.byApi());
    settling.settle(
        target,
        "Payments",
        Docs.only(
            payment.doc(),
            List.of(
                "PaymentID",
                "Date",
                "Amount",
                "Reference",
                "CurrencyRate",
                "HasAccount",
                "BatchPaymentID")));
    return payment;
  }

  /// What is paid: an invoice, or a credit that is paid out.
  private Row target(Json.Obj body) {
    for (Kind kind : PAYABLE) {
      Optional<Json.Obj> ref = body.optObj(kind.singular());
      if (ref.isPresent()) {
        Optional<Row> found =
            Docs.text(ref.get(), kind.idField())
                .flatMap(id -> books.find(kind, id))
                .or(() ->
                    Docs.text(ref.get(), kind.singular() + "Number")
                        .flatMap(n -> books.by(kind, Key.Of.NUMBER, n)));
        return found.orElseThrow(
            () -> Refused.because("%s could not be found".formatted(kind.singular())));
      }
    }
    throw Refused.because(
        "A payment needs one of Invoice, CreditNote, Overpayment or Prepayment with its id");
  }

  /// The vendor's name for who pays what; the caller has no say in it.
  private static String typeOf(Row target) {
    String side = target.text("Type").contains("PAY") && !isReceipt(target) ? "AP" : "AR";
    return switch (target.kind()) {
      case INVOICE -> target.text("Type") + "PAYMENT";
      case CREDIT_NOTE -> side + "CREDITPAYMENT";
      case OVERPAYMENT -> side + "OVERPAYMENTPAYMENT";
      case PREPAYMENT -> side + "PREPAYMENTPAYMENT";
      case CONTACT,
          PAYMENT,
          BATCH_PAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          ITEM,
          ACCOUNT,
          TAX_RATE,
          TRACKING_CATEGORY,
          CURRENCY,
          BRANDING_THEME ->
          throw new IllegalArgumentException("nobody pays a " + target.kind());
    };
  }

  private static boolean isReceipt(Row target) {
    return target.text("Type").startsWith("RECEIVE");
  }

  /// The payment stays on record as DELETED; its document is open again.
  private Row delete(Row payment, boolean byApi) {
    if (payment.text("Status").equals("DELETED")) {
      throw Refused.because("Payment has already been deleted");
    }
    books.lockDates().check(LocalDate.parse(payment.text("Date")), byApi);
    Row target = books.need(Kind.valueOf(payment.text("TargetKind")), payment.text("TargetID"));
    settling.release(
        target, "Payments", p -> p.optText("PaymentID").orElse("").equals(payment.id()));
    return books.replace(payment, payment.doc().with("Status", "DELETED"));
  }

  Saved saveBatch(Order order) {
    Optional<String> id = order.id().or(() -> Docs.text(order.body(), "BatchPaymentID"));
    return Saved.of(id.isPresent() ? deleteBatch(id.get(), order) : batch(order));
  }

  /// All payments of a batch are made or none.
  private Row batch(Order order) {
    Json.Obj body = order.body();
    Row account = Chart.forPayments(books, body);
    List<Json.Obj> wanted = body.objects("Payments");
    if (wanted.isEmpty()) {
      throw Refused.because("A batch payment needs at least one of Payments");
    }
    LocalDate date = Docs.date(body, "Date").orElseGet(books::today);
    String batchId = books.freshId();
    List<Row> paid = new ArrayList<>();
    for (Json.Obj one : wanted) {
      Json.Obj dated = one.with("Date", date.toString());
      paid.add(pay(order.withBody(dated), account, Optional.of(batchId)));
    }
    boolean received = paid.getFirst().text("PaymentType").startsWith("ACCREC");
    List<Json.Obj> payments = paid.stream().map(Payments::inBatch).toList();
    Json.Obj doc =
        Json.object()
            .put("BatchPaymentID", batchId)
            .put("Date", date.toString())
            .putText("Reference", Docs.text(body, "Reference"))
            .putText("Narrative", Docs.text(body, "Narrative"))
            .put("Type", received ? "RECBATCH" : "PAYBATCH")
            .put("Status", "AUTHORISED")
            .put("TotalAmount", Docs.sum(payments, "Amount"))
            .put("IsReconciled", false)
            .put("Account", Chart.shortly(account))
            .put("Payments", payments)
            .build();
    return books.insert(Kind.BATCH_PAYMENT, doc, order.byApi());
  }

  private static Json.Obj inBatch(Row payment) {
    Json.Obj invoice = Json.object().put("InvoiceID", payment.text("TargetID")).build();
    return Json.object()
        .put("PaymentID", payment.id())
        .put("Amount", Docs.amount(payment.doc(), "Amount"))
        .put("Invoice", invoice)
        .build();
  }

  private Row deleteBatch(String id, Order order) {
    Row batch = books.need(Kind.BATCH_PAYMENT, id);
    boolean asked = Docs.text(order.body(), "Status").equals(Optional.of("DELETED"));
    if (!asked || batch.text("Status").equals("DELETED")) {
      throw Refused.because(
          "A batch payment cannot be changed; only its Status can be set to DELETED, once");
    }
    for (Json.Obj payment : batch.doc().objects("Payments")) {
      delete(books.need(Kind.PAYMENT, payment.text("PaymentID")), order.byApi());
    }
    return books.replace(batch, batch.doc().with("Status", "DELETED"));
  }
}
