package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules of customers' payments. More than is open may be sent: the rest stays unapplied.
final class Receipts {
  private final Books books;
  private final References references;

  Receipts(Books books) {
    this.books = books;
    this.references = new References(books);
  }

  Json.Obj settled(Json.Obj wanted, Optional<Json.Obj> before) {
    before.ifPresent(Receipts::notDeposited);
    String customerId =
        Docs.ref(wanted, "CustomerRef").orElseThrow(() -> Refusal.missing("CustomerRef"));
    Json.Obj customer = references.active(Kind.CUSTOMER, customerId);
    BigDecimal total =
        Docs.cents(wanted.optDecimal("TotalAmt").orElseThrow(() -> Refusal.missing("TotalAmt")));
    if (total.signum() < 0) {
      throw Refusal.business("Transaction amount must be 0 or greater.");
    }
    Docs.within(wanted, "PaymentRefNum", 21);
    Docs.within(wanted, "PrivateNote", 4000);
    Json.Obj doc =
        wanted
            .with("CustomerRef", Docs.refTo(customerId, customer.text("DisplayName")))
            .with("TxnDate", Docs.date(wanted, "TxnDate").orElseGet(books::today).toString())
            .with("TotalAmt", Json.of(total))
            .with("ProcessPayment", Json.of(false));
    doc = Currencies.settled(books.settings(), doc, customer);
    doc = references.named(doc, "PaymentMethodRef", Kind.PAYMENT_METHOD);
    doc = deposited(doc);
    doc = doc.with("Line", Json.array(lines(doc, customerId, before.map(b -> b.text("Id")))));
    BigDecimal unapplied = Links.unapplied(doc);
    if (unapplied.signum() < 0) {
      throw Refusal.business(
          "The amount applied is more than the payment and its credits: " + unapplied.negate());
    }
    return doc.with("UnappliedAmt", Json.of(unapplied));
  }

  Json.Obj voided(Json.Obj before) {
    notDeposited(before);
    String note = before.optText("PrivateNote").map(n -> "Voided - " + n).orElse("Voided");
    return before
        .with("Line", Json.array(List.of()))
        .with("TotalAmt", Json.of(Docs.ZERO))
        .with("UnappliedAmt", Json.of(Docs.ZERO))
        .with("PrivateNote", note);
  }

  /// The bank deposit of a payment holds on to it.
  static void notDeposited(Json.Obj payment) {
    boolean deposited =
        payment.objects("LinkedTxn").stream()
            .anyMatch(l -> l.optText("TxnType").orElse("").equals("Deposit"));
    if (deposited) {
      throw Refusal.validation(
          "6540",
          "Deposited Transaction cannot be changed",
          "Deposited Transaction cannot be changed : This transaction has been deposited. If you"
              + " want to change or delete it, you must edit the deposit it appears on and remove"
              + " it first.");
    }
  }

  /// A payment lands in undeposited funds unless it names another account.
  private Json.Obj deposited(Json.Obj doc) {
    if (Docs.ref(doc, "DepositToAccountRef").isPresent()) {
      return references.named(doc, "DepositToAccountRef", Kind.ACCOUNT);
    }
    return books.all(Kind.ACCOUNT).stream()
        .filter(a -> a.text("Name").equals(Seeding.UNDEPOSITED))
        .findFirst()
        .map(a -> doc.with("DepositToAccountRef", Docs.refTo(a.text("Id"), a.text("Name"))))
        .orElse(doc);
  }

  private List<Json.Obj> lines(Json.Obj doc, String customerId, Optional<String> paymentId) {
    List<Json.Obj> ready = new ArrayList<>();
    Map<Links.End, BigDecimal> open = new HashMap<>();
    for (Json.Obj line : doc.objects("Line")) {
      BigDecimal amount =
          Docs.cents(line.optDecimal("Amount").orElseThrow(() -> Refusal.missing("Line.Amount")));
      Links.End end = Links.end(line).orElseThrow(() -> Refusal.missing("Line.LinkedTxn"));
      if (end.kind() != Kind.INVOICE && end.kind() != Kind.CREDIT_MEMO) {
        throw Refusal.cannotLink(end.id());
      }
      Json.Obj target = books.find(end.kind(), end.id()).orElseThrow(Refusal::notFound);
      if (!sameFamily(customerId, target.obj("CustomerRef").text("value"))) {
        throw Refusal.cannotLink(end.id());
      }
      BigDecimal left =
          open.computeIfAbsent(
              end, e -> Links.payable(target).subtract(Links.applied(books, e, paymentId)));
      BigDecimal taken = amount.min(left);
      open.put(end, left.subtract(taken));
      if (taken.signum() > 0) {
        ready.add(line.with("Amount", Json.of(taken)));
      }
    }
    return ready;
  }

  /// A parent customer may pay for its sub-customers.
  private boolean sameFamily(String payer, String owner) {
    return payer.equals(owner)
        || books
            .find(Kind.CUSTOMER, owner)
            .flatMap(c -> Docs.ref(c, "ParentRef"))
            .map(payer::equals)
            .orElse(false);
  }
}
