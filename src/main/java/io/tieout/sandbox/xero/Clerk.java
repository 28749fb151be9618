package io.tieout.sandbox.xero;

import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Docs;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.sandbox.xerobooks.Order;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.sandbox.xerobooks.Seeding;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// What a bookkeeper sees and does in one organisation, in the product's own pages. Rules of the
/// API alone do not bind a bookkeeper; those of the books do, and refuse with the vendor's words.
public final class Clerk {
  private static final String SALES = "200";
  private static final int DAYS = 30;

  /// What a bookkeeper enters of a line; the rest is worked out.
  private static final List<String> LINE =
      List.of(
          "Description",
          "ItemCode",
          "Quantity",
          "UnitAmount",
          "AccountCode",
          "TaxType",
          "Tracking");

  private final Organisation organisation;
  private final Books books;
  private final InvoiceViews invoiceViews;

  Clerk(Organisation organisation) {
    this.organisation = organisation;
    this.books = organisation.books();
    this.invoiceViews = new InvoiceViews(books);
  }

  public String tenantId() {
    return organisation.tenantId();
  }

  /// The sales invoices that are not deleted, oldest first.
  public List<InvoiceView> invoices() {
    return books.alone(invoiceViews::all);
  }

  /// A sales invoice as its paper shows it; `IllegalArgumentException` when there is none.
  public InvoicePaper paper(String invoiceId) {
    return books.alone(() ->
        books
            .find(Kind.INVOICE, invoiceId)
            .filter(InvoiceViews::sales)
            .map(new InvoicePapers(books, organisation.papers())::of)
            .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + invoiceId)));
  }

  /// The sales invoices made by clients of the API and not deleted since.
  public List<String> invoicesMadeByApi() {
    return books.alone(() ->
        books.all(Kind.INVOICE).stream()
            .filter(r -> r.byApi() && InvoiceViews.sales(r))
            .map(Row::id)
            .toList());
  }

  /// How many payments of customers there are.
  public int payments() {
    return books.alone(() ->
        (int)
            books.all(Kind.PAYMENT).stream()
                .filter(p -> !p.text("Status").equals("DELETED"))
                .filter(p -> p.text("PaymentType").equals("ACCRECPAYMENT"))
                .count());
  }

  /// An object as the API shows it by its id; empty when there is none.
  public Optional<Json.Obj> document(String entity, String id) {
    Views views = new Views(books);
    return books.alone(
        () -> books.find(kind(entity), id).map(r -> views.shown(r, Views.Detail.WHOLE)));
  }

  /// Every object of a kind as the API lists it on a page, in order of creation.
  public List<Json.Obj> documents(String entity) {
    Views views = new Views(books);
    return books.alone(() ->
        books.all(kind(entity)).stream().map(r -> views.shown(r, Views.Detail.PAGE)).toList());
  }

  /// Enters a new object and gives its id.
  public String enter(String entity, Json.Obj document) {
    return save(kind(entity), document);
  }

  /// Changes the given fields of an object.
  public void edit(String entity, String id, Json.Obj fields) {
    Kind kind = kind(entity);
    books.alone(() -> books.need(kind, id));
    save(kind, fields.with(kind.idField(), id));
  }

  /// Voids an approved document, deletes one that was never approved. Payments and credits must be
  /// taken off before.
  public void voidDocument(String entity, String id) {
    Row row = books.alone(() -> books.need(kind(entity), id));
    boolean draft = row.text("Status").equals("DRAFT") || row.text("Status").equals("SUBMITTED");
    status(entity, id, draft ? "DELETED" : "VOIDED");
  }

  /// Deletes a draft, or removes a payment, a batch payment or a bank transaction.
  public void delete(String entity, String id) {
    status(entity, id, "DELETED");
  }

  private void status(String entity, String id, String status) {
    edit(entity, id, Json.object().put("Status", status).build());
  }

  /// Closes periods: nothing dated up to these days can be posted by the API.
  public void lockDates(LockDates dates) {
    books.lockDates(dates);
  }

  public void archive(String contactId) {
    edit("Contacts", contactId, Json.object().put("ContactStatus", "ARCHIVED").build());
  }

  /// Adds a supplier with a bill of theirs and gives the contact's id.
  public String addSupplier(String name, Money owed) {
    Json.Obj line =
        Json.object()
            .put("Description", "Opening balance")
            .put("UnitAmount", owed.getAmount())
            .put("AccountCode", "485")
            .put("TaxType", "NONE")
            .build();
    String bill =
        enter(
            "Invoices",
            Json.object()
                .put("Type", "ACCPAY")
                .put("Status", "AUTHORISED")
                .put("Contact", Json.object().put("Name", name))
                .put("DueDate", books.today().plusDays(30).toString())
                .put("LineItems", List.of(line))
                .build());
    return document("Invoices", bill).orElseThrow().obj("Contact").text("ContactID");
  }

  /// Records a payment of an invoice into the bank account, today, and gives its id.
  public String recordPayment(String invoiceId, Money amount) {
    return save(
        Kind.PAYMENT, Seeding.payment(invoiceId, amount.getAmount(), books.today()).build());
  }

  /// Records one receipt that pays several invoices, and gives the batch payment's id.
  public String recordBatchPayment(Map<String, Money> byInvoice) {
    List<Json.Obj> payments =
        byInvoice.entrySet().stream()
            .map(e ->
                Json.object()
                    .put("Invoice", Json.object().put("InvoiceID", e.getKey()))
                    .put("Amount", e.getValue().getAmount())
                    .build())
            .toList();
    return save(
        Kind.BATCH_PAYMENT,
        Json.object()
            .put("Account", Json.object().put("Code", "090"))
            .put("Date", books.today().toString())
            .put("Payments", payments)
            .build());
  }

  /// Records money a customer paid beyond any invoice, and gives the overpayment's id.
  public String recordOverpayment(String contactId, Money amount) {
    JsonObjBuilder line =
        Json.object().put("Description", "Overpayment").put("UnitAmount", amount.getAmount());
    String transaction =
        save(
            Kind.BANK_TRANSACTION,
            Json.object()
                .put("Type", "RECEIVE-OVERPAYMENT")
                .put("Contact", Json.object().put("ContactID", contactId))
                .put("BankAccount", Json.object().put("Code", "090"))
                .put("LineItems", List.of(line.build()))
                .build());
    return document("BankTransactions", transaction).orElseThrow().text("OverpaymentID");
  }

  /// Puts a credit (`CreditNotes`, `Overpayments`, `Prepayments`) to an invoice.
  public void allocate(String entity, String creditId, String invoiceId, Money amount) {
    Json.Obj allocation =
        Json.object()
            .put("Invoice", Json.object().put("InvoiceID", invoiceId))
            .put("Amount", amount.getAmount())
            .build();
    organisation.desk().allocate(kind(entity), creditId, Order.byPerson(allocation));
  }

  /// Makes the first line of an invoice one of this price; the others stay.
  void reprice(String invoiceId, Money price) {
    List<Json.Obj> lines = new ArrayList<>(lines(invoiceId));
    lines.set(
        0,
        entered(lines.getFirst())
            .with("Quantity", Json.of(BigDecimal.ONE))
            .with("UnitAmount", Json.of(price.getAmount())));
    edit("Invoices", invoiceId, Json.object().put("LineItems", lines).build());
  }

  /// Credits so much of an invoice, without tax, and gives the credit note's id.
  String credit(String invoiceId, Money amount) {
    Json.Obj line =
        Json.object()
            .put("Description", "Credit")
            .put("Quantity", 1)
            .put("UnitAmount", amount.getAmount())
            .put("AccountCode", SALES)
            .put("TaxType", "NONE")
            .build();
    String note =
        enter(
            "CreditNotes",
            Json.object()
                .put("Type", "ACCRECCREDIT")
                .put("Status", "AUTHORISED")
                .put("Contact", Json.object().put("ContactID", contactOf(invoiceId)))
                .put("LineItems", List.of(line))
                .build());
    allocate("CreditNotes", note, invoiceId, amount);
    return note;
  }

  /// Records money of an invoice's contact that is put to nothing.
  String receive(String invoiceId, Money amount) {
    return recordOverpayment(contactOf(invoiceId), amount);
  }

  /// Enters another invoice of the same lines for the same contact, today.
  String copy(String invoiceId) {
    return enter(
        "Invoices",
        Json.object()
            .put("Type", "ACCREC")
            .put("Status", "AUTHORISED")
            .put("Contact", Json.object().put("ContactID", contactOf(invoiceId)))
            .put("DueDate", books.today().plusDays(DAYS).toString())
            .put("LineItems", lines(invoiceId).stream().map(Clerk::entered).toList())
            .build());
  }

  private List<Json.Obj> lines(String invoiceId) {
    return books.alone(() -> books.need(Kind.INVOICE, invoiceId)).doc().objects("LineItems");
  }

  private static Json.Obj entered(Json.Obj line) {
    JsonObjBuilder kept = Json.object();
    LINE.forEach(name -> line.get(name).ifPresent(value -> kept.put(name, value)));
    return kept.build();
  }

  private String contactOf(String invoiceId) {
    return books
        .alone(() -> books.need(Kind.INVOICE, invoiceId))
        .doc()
        .obj("Contact")
        .text("ContactID");
  }

  /// The open amount of an invoice as the books have it.
  public Money due(String invoiceId) {
    Row row = books.alone(() -> books.need(Kind.INVOICE, invoiceId));
    return invoiceViews.money(row, Docs.amount(row.doc(), "AmountDue"));
  }

  private String save(Kind kind, Json.Obj document) {
    return organisation.desk().save(kind, Order.byPerson(document)).row().id();
  }

  private static Kind kind(String entity) {
    return Kind.of(entity)
        .orElseThrow(() -> new IllegalArgumentException("no such entity: " + entity));
  }
}
