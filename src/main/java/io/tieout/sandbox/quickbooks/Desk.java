package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Carries out writes: versions, closed periods, which fields survive an update, and then the rules
/// of the kind.
final class Desk {
  /// Fields the vendor computes; what a caller sends in them is ignored.
  private static final Set<String> COMPUTED =
      Set.of(
          "Id",
          "SyncToken",
          "MetaData",
          "domain",
          "sparse",
          "status",
          "time",
          "InvoiceLink",
          "invoiceStatus",
          "HomeBalance",
          "HomeTotalAmt",
          "UnappliedAmt",
          "RemainingCredit",
          "BalanceWithJobs",
          "FullyQualifiedName",
          "FileAccessUri",
          "TempDownloadUri",
          "Size");

  private final Books books;
  private final NameRules names;
  private final ListRules lists;
  private final SalesForms forms;
  private final Receipts receipts;
  private final Journals journals;
  private final Links links;

  Desk(Books books) {
    this.books = books;
    this.names = new NameRules(books);
    this.lists = new ListRules(books);
    this.links = new Links(books);
    this.forms = new SalesForms(books);
    this.receipts = new Receipts(books);
    this.journals = new Journals(books);
  }

  /// The document as it stands after the write; for a deletion, its stub.
  Json.Obj carryOut(Order order) {
    if (!order.kind().writable()) {
      throw Refusal.unsupported("Operation " + order.action() + " on " + order.kind().apiName());
    }
    return books.transaction(() ->
        switch (order.action()) {
          case CREATE -> create(order);
          case UPDATE -> update(order);
          case DELETE -> delete(order);
          case VOID -> voided(order);
        });
  }

  /// Marks a document as sent to an address.
  Json.Obj sent(Kind kind, String id, Optional<String> address) {
    return books.transaction(() -> {
      Json.Obj doc = books.find(kind, id).orElseThrow(Refusal::notFound);
      String to =
          address
              .or(() -> doc.optObj("BillEmail").flatMap(e -> e.optText("Address")))
              .orElseThrow(() -> Refusal.missing("BillEmail"));
      Json.Obj email = Json.object().put("Address", to).build();
      Json.Obj marked =
          doc.with("BillEmail", email)
              .with("EmailStatus", "EmailSent")
              .with(
                  "DeliveryInfo",
                  Json.object()
                      .put("DeliveryType", "Email")
                      .put("DeliveryTime", Stamp.of(books.now()))
                      .build());
      Docs.email(marked, "BillEmail");
      return books.replace(kind, marked, Change.Verb.EMAILED);
    });
  }

  private Json.Obj create(Order order) {
    Json.Obj ready = ruled(writable(order.body()), Optional.empty(), order);
    open(ready, order);
    Json.Obj stored = books.insert(order.kind(), ready);
    return settled(order.kind(), stored, Optional.empty());
  }

  private Json.Obj update(Order order) {
    Json.Obj before = current(order);
    open(before, order);
    Json.Obj wanted = writable(order.body());
    Json.Obj merged = order.body().flag("sparse") ? merged(before, wanted) : kept(before, wanted);
    Json.Obj ready = ruled(merged, Optional.of(before), order);
    open(ready, order);
    Json.Obj stored = books.replace(order.kind(), ready, Change.Verb.UPDATED);
    return settled(order.kind(), stored, Optional.of(before));
  }

  private Json.Obj delete(Order order) {
    Json.Obj before = current(order);
    if (!order.kind().deletable()) {
      throw Refusal.unsupported("Operation delete on " + order.kind().apiName());
    }
    open(before, order);
    if (order.kind().family() == Kind.Family.SALES) {
      links.release(order, before);
    }
    String id = before.text("Id");
    books.remove(order.kind(), id);
    if (order.kind() == Kind.PAYMENT) {
      links.refreshAround(Optional.of(before), Optional.empty());
    }
    return Json.object().put("Id", id).put("domain", "QBO").put("status", "Deleted").build();
  }

  private Json.Obj voided(Order order) {
    Json.Obj before = current(order);
    if (!order.kind().voidable()) {
      throw Refusal.unsupported("Operation void on " + order.kind().apiName());
    }
    open(before, order);
    Json.Obj ready;
    if (order.kind() == Kind.INVOICE) {
      links.release(order, before);
      ready = SalesForms.voided(before);
    } else {
      ready = receipts.voided(before);
    }
    Json.Obj stored = books.replace(order.kind(), ready, Change.Verb.VOIDED);
    return settled(order.kind(), stored, Optional.of(before));
  }

  /// The object an order is about, when the order knows its latest version.
  private Json.Obj current(Order order) {
    String id = order.body().optText("Id").orElseThrow(() -> Refusal.missing("Id"));
    String token =
        order.body().optText("SyncToken").orElseThrow(() -> Refusal.missing("SyncToken"));
    Json.Obj before = books.find(order.kind(), id).orElseThrow(Refusal::notFound);
    if (!before.text("SyncToken").equals(token)) {
      throw Refusal.stale();
    }
    return before;
  }

  private Json.Obj ruled(Json.Obj doc, Optional<Json.Obj> before, Order order) {
    return switch (order.kind().family()) {
      case NAME -> names.checked(order.kind(), doc, before);
      case LIST -> lists.checked(order.kind(), doc, before);
      case SALES -> forms.settled(order, doc, before);
      case RECEIPT -> receipts.settled(doc, before);
      case JOURNAL -> journals.settled(doc);
      case FILE -> lists.attachable(doc);
      case FIXED -> throw Refusal.unsupported(order.kind().apiName());
    };
  }

  /// Lets linked transactions follow, then reads what became of the document itself.
  private Json.Obj settled(Kind kind, Json.Obj stored, Optional<Json.Obj> before) {
    if (kind == Kind.PAYMENT) {
      links.refreshAround(before, Optional.of(stored));
    } else if (kind == Kind.INVOICE || kind == Kind.CREDIT_MEMO) {
      links.fit(kind, stored.text("Id"));
    }
    return books.find(kind, stored.text("Id")).orElseThrow(Refusal::notFound);
  }

  private void open(Json.Obj doc, Order order) {
    if (!order.kind().transaction() || !order.byApi()) {
      return;
    }
    Optional<LocalDate> date = Docs.date(doc, "TxnDate");
    Optional<LocalDate> closing = books.settings().closingDate();
    if (date.isPresent() && closing.isPresent() && !date.get().isAfter(closing.get())) {
      throw Refusal.closedPeriod();
    }
  }

  private static Json.Obj writable(Json.Obj body) {
    Map<String, Json> fields = new LinkedHashMap<>(body.fields());
    fields.keySet().removeAll(COMPUTED);
    return new Json.Obj(fields);
  }

  /// A sparse update: what is not sent stays, what is sent as `null` goes.
  private static Json.Obj merged(Json.Obj before, Json.Obj wanted) {
    Json.Obj merged = before;
    for (Map.Entry<String, Json> field : wanted.fields().entrySet()) {
      merged =
          field.getValue() instanceof Json.Nothing
              ? merged.without(field.getKey())
              : merged.with(field.getKey(), field.getValue());
    }
    return merged;
  }

  /// A full update: every writable field that is not sent is cleared.
  private static Json.Obj kept(Json.Obj before, Json.Obj wanted) {
    Json.Obj kept = wanted;
    for (String name : List.of("Id", "SyncToken", "MetaData", "LinkedTxn", "FileAccessUri")) {
      Optional<Json> value = before.get(name);
      if (value.isPresent()) {
        kept = kept.with(name, value.get());
      }
    }
    return kept;
  }
}
