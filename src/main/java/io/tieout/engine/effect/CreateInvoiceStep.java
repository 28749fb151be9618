package io.tieout.engine.effect;

import io.tieout.engine.mirror.Link;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Posts the invoice. Found again by our mark in its private note among the customer's invoices
/// around its date: somebody may have moved the date since.
record CreateInvoiceStep() implements StepKind {
  static final String NAME = "create-invoice";
  private static final Period AROUND = Period.ofDays(31);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the invoice";
  }

  @Override
  public List<String> after() {
    return List.of(CreateCustomerStep.NAME);
  }

  @Override
  public Weight weight() {
    return Weight.BOOKS;
  }

  @Override
  public Numbered numbers() {
    return Numbered.GIVES;
  }

  @Override
  public Json.Obj request(Work work) {
    return asked(work);
  }

  /// Whom to bill and what for.
  static Json.Obj asked(Work work) {
    return Json.object()
        .put("customerId", work.customerId())
        .put("draft", Records.write(work.invoicing().invoice()))
        .build();
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    return numbered(work, request)
        .orElseGet(() ->
            made(
                work.ledgerWriter()
                    .createInvoice(
                        request.text("customerId"), draft(request), Numbering.in(request), key)
                    .id()));
  }

  /// Ours, when it is in the book under its number already. Not every book minds two records of one
  /// number, so a number that somebody else's invoice has is refused here.
  static Optional<Json.Obj> numbered(Work work, Json.Obj request) {
    Optional<Invoice> holder =
        Numbering.in(request).flatMap(number -> work.ledger().invoiceNumbered(number));
    if (holder.filter(i -> !i.bears(draft(request).mark())).isPresent()) {
      throw new Fault.Refused(
              "invoice %s of %s has it".formatted(holder.get().id(), holder.get().customerName()),
              LedgerWriter.NUMBER_TAKEN)
          .asException();
    }
    return holder.map(i -> made(i.id()));
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return invoice(done);
  }

  /// The invoice as it was read back.
  static Compensation invoice(Compensations.Done done) {
    Json.Obj invoice = done.result().obj("invoice");
    String id = invoice.text("id");
    return new Compensation.VoidInvoice(id, invoice.optText("number").orElse(id));
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return marked(work, request, knownId);
  }

  /// By its id where an answer told it, else by our mark.
  static Look marked(Work work, Json.Obj request, Optional<String> knownId) {
    InvoiceDraft draft = draft(request);
    return knownId
        .flatMap(id -> work.ledger().invoice(id))
        .or(() ->
            work
                .ledger()
                .invoicesOf(
                    request.text("customerId"),
                    draft.issued().minus(AROUND),
                    draft.issued().plus(AROUND))
                .stream()
                .filter(i -> i.bears(draft.mark()))
                .findFirst())
        .<Look>map(i -> new Look.Found(made(i.id())))
        .orElseGet(Look.NotSeen::new);
  }

  /// An invoice that had its id before the sending: read, and never guessed.
  static Look known(Work work, String id, Predicate<Invoice> happened) {
    return work.ledger()
        .invoice(id)
        .filter(happened)
        .<Look>map(i -> new Look.Found(made(i.id())))
        .orElseGet(Look.Absent::new);
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return readBack(work, request, made, Invoice.Status.POSTED)
        .orElseGet(() -> ReadBack.gone(made, thing()));
  }

  @Override
  public List<Link> links(Work work, Json.Obj result) {
    return billing(work, result);
  }

  /// That the deal is billed by this invoice, and its account by this customer.
  static List<Link> billing(Work work, Json.Obj result) {
    Change.CreateInvoice change = work.invoicing();
    List<Link> links = new ArrayList<>();
    links.add(
        new Link(
            change.crm(),
            "deal",
            change.dealId(),
            change.ledger(),
            change.book(),
            "invoice",
            result.obj("invoice").text("id"),
            "created",
            work.proposal().id()));
    if (change.customer() instanceof Change.Billed.Known(String customerId, String _)) {
      links.addAll(CreateCustomerStep.accountLink(work, customerId, "approved"));
    }
    return links;
  }

  /// What was made, where it is there.
  static Optional<ReadBack> readBack(
      Work work, Json.Obj request, Json.Obj made, Invoice.Status wanted) {
    return work.ledger()
        .invoice(made.text("id"))
        .map(invoice -> read(work, request, invoice, wanted));
  }

  /// As it was approved, against what the book holds.
  private static ReadBack read(
      Work work, Json.Obj request, Invoice invoice, Invoice.Status wanted) {
    String book = work.invoicing().place();
    List<String> refs = new ArrayList<>(List.of(book + "/invoice/" + invoice.id()));
    invoice.number().ifPresent(refs::add);
    return new ReadBack(
        Optional.of(Json.object().put("invoice", Records.write(invoice)).build()),
        compared(request, invoice, wanted),
        "%s %s created over %s, of which tax %s"
            .formatted(
                wanted == Invoice.Status.DRAFT ? "draft" : "invoice",
                invoice.number().orElse(invoice.id()),
                Amounts.text(invoice.total()),
                Amounts.text(invoice.tax())),
        Optional.of(invoice.url()),
        refs);
  }

  /// What was asked against what the book holds.
  static List<Observation> compared(Json.Obj request, Invoice invoice, Invoice.Status wanted) {
    List<Observation> seen = new ArrayList<>();
    Numbering.in(request)
        .ifPresent(n -> seen.add(Observation.of("number", n, invoice.number().orElse(""))));
    InvoiceTie.of(request.text("customerId"), draft(request), invoice, wanted).stream()
        .map(Observation::of)
        .forEach(seen::add);
    return seen;
  }

  static InvoiceDraft draft(Json.Obj request) {
    return Records.read(request.obj("draft"), InvoiceDraft.class);
  }

  static Json.Obj made(String id) {
    return Json.object().put("id", id).build();
  }
}
