package io.tieout.vendor.xero;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One Xero organisation as a book. Customers are Xero's contacts, suppliers among them; items and
/// tax rates go by their codes, as lines name them.
///
/// Where a write may be repeated: `Idempotency-Key` covers six minutes; after that the caller looks
/// for the mark, as it must for every vendor.
public final class XeroLedger implements Ledger, LedgerWriter, Checkable, AutoCloseable {
  private static final String SYSTEM = "xero";

  /// Xero takes five calls of an organisation at once, from all of the app's processes.
  private static final int AT_ONCE = 4;

  private static final int SHORTEST_TERM = 3;

  private final XeroSettings settings;
  private final InstantSource clock;
  private final XeroFaults faults;
  private final Outbound outbound;
  private final XeroTokens tokens;
  private final XeroApi api;
  private final XeroWalk walk;
  private final XeroWrites writes;
  private final Attachments attachments;
  private final XeroRecords records;

  public XeroLedger(XeroSettings settings, Settings http, Timing timing) {
    this.settings = settings;
    this.clock = timing.clock();
    this.faults = new XeroFaults(settings.tenantId(), timing.clock());
    Settings gentle =
        new Settings(
            http.deadline(),
            http.connectTimeout(),
            Math.min(AT_ONCE, http.maxConcurrent()),
            http.maxReadAttempts());
    this.outbound = new Outbound("Xero", gentle, timing, faults);
    String connection = "book '%s'".formatted(settings.bookId());
    this.tokens = XeroTokens.of(settings.access(), connection, http, timing);
    this.api =
        new XeroApi(settings, new AuthorizedOutbound(outbound, tokens, XeroFaults::renewable));
    this.walk = new XeroWalk(api, settings.pageSize());
    this.records = new XeroRecords(settings, walk, timing.clock());
    this.writes = new XeroWrites(settings, api, records);
    this.attachments = new Attachments(api);
  }

  @Override
  public void close() {
    outbound.close();
    tokens.close();
  }

  @Override
  public String system() {
    return SYSTEM;
  }

  @Override
  public String bookId() {
    return settings.bookId();
  }

  /// What was left of the organisation's calls at the last answer; empty before the first.
  public Optional<XeroUsage> usage() {
    return faults.usage();
  }

  /// The organisation's time zone, by which Xero dates what comes without a date.
  public ZoneId zone() {
    return records.recent().zone();
  }

  /// What we were granted; empty when Xero does not tell.
  Optional<List<String>> scopes() {
    return tokens.scopes();
  }

  @Override
  public List<Check> checks() {
    return new XeroChecks(settings, api, this, clock).run();
  }

  @Override
  public Book book() {
    return records.organisation().book();
  }

  @Override
  public Optional<Customer> customer(String customerId) {
    return api.byId(Endpoint.CONTACTS, customerId).map(records::customer);
  }

  /// Xero searches names by what they contain, in any letter case; the longest plain word of the
  /// name narrows the list, and names are compared here.
  @Override
  public List<Customer> customersNamed(String name) {
    String wanted = comparable(name);
    Optional<String> term =
        Arrays.stream(name.split("[^A-Za-z0-9\\p{L}]+"))
            .filter(w -> w.length() >= SHORTEST_TERM && w.matches("[A-Za-z0-9]+"))
            .max(Comparator.comparingInt(String::length));
    XeroQuery all = XeroQuery.all(Endpoint.CONTACTS);
    return walk
        .all(term.map(t -> all.with("searchTerm", t)).orElse(all), XeroWalk.Place.START)
        .stream()
        .map(records::customer)
        .filter(c -> comparable(c.displayName()).equals(wanted))
        .toList();
  }

  @Override
  public List<Customer> customers() {
    return all(Endpoint.CONTACTS).map(records::customer).toList();
  }

  /// Empty: a supplier of the name is a contact that can be billed as well.
  @Override
  public Optional<String> otherHolderOfName(String displayName) {
    return Optional.empty();
  }

  @Override
  public List<Item> items() {
    return all(Endpoint.ITEMS).map(r -> XeroApi.reading(() -> ListReading.item(r))).toList();
  }

  /// The rates that sales may have.
  @Override
  public List<TaxCode> taxCodes() {
    return all(Endpoint.TAX_RATES)
        .filter(r -> XeroApi.reading(() -> ListReading.forSales(r)))
        .map(r -> XeroApi.reading(() -> ListReading.taxCode(r)))
        .toList();
  }

  /// Empty: Xero keeps no list of terms.
  @Override
  public List<Term> terms() {
    return List.of();
  }

  @Override
  public Optional<Invoice> invoice(String invoiceId) {
    return api.byId(Endpoint.INVOICES, invoiceId).filter(XeroLedger::sale).map(records::invoice);
  }

  @Override
  public Optional<Invoice> invoiceNumbered(String number) {
    XeroQuery query = XeroQuery.all(Endpoint.INVOICES);
    // A comma would part the number in two.
    XeroQuery numbered =
        number.contains(",")
            ? query.where("InvoiceNumber==" + XeroQuery.text(number))
            : query.with("InvoiceNumbers", number);
    List<Invoice> found =
        walk.all(numbered, XeroWalk.Place.START).stream()
            .filter(XeroLedger::sale)
            .map(records::invoice)
            .filter(i -> i.number().filter(number::equals).isPresent())
            .toList();
    List<Invoice> living = found.stream().filter(i -> !i.voided()).toList();
    if (living.size() > 1) {
      throw Limits.refused(
          "InvoiceNumber",
          XeroAdvice.NUMBER_TAKEN,
          "number '%s' stands on %d invoices in Xero (ids %s); give all but one another number, or ask by id"
              .formatted(
                  number,
                  living.size(),
                  living.stream().map(Invoice::id).collect(Collectors.joining(", "))));
    }
    return living.stream().findFirst().or(() -> found.stream().findFirst());
  }

  @Override
  public List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to) {
    XeroQuery query =
        XeroQuery.all(Endpoint.INVOICES)
            .where("Date>=" + Stamps.filter(from))
            .where("Date<=" + Stamps.filter(to))
            .with("ContactIDs", customerId);
    return of(customerId, query).map(records::invoice).toList();
  }

  @Override
  public Optional<Payment> payment(String paymentId) {
    return PaymentId.parse(paymentId)
        .flatMap(
            id -> api.byId(id.endpoint(), id.id()).flatMap(r -> records.payment(id.endpoint(), r)));
  }

  @Override
  public List<Payment> paymentsOf(String customerId) {
    String id = XeroQuery.id(customerId);
    return XeroChanges.endpoints(LedgerKind.PAYMENT).stream()
        .flatMap(list -> {
          String contact =
              list == Endpoint.PAYMENTS ? "Invoice.Contact.ContactID" : "Contact.ContactID";
          return of(customerId, XeroQuery.all(list).where(contact + "==" + id))
              .flatMap(row -> records.payment(list, row).stream());
        })
        .filter(p -> p.customerId().equals(customerId))
        .toList();
  }

  /// An invoice by its id holds what settles it; only money beyond invoices is read for its rest.
  @Override
  public List<Settlement> settlementsOf(String invoiceId) {
    return api.byId(Endpoint.INVOICES, invoiceId).filter(XeroLedger::sale).stream()
        .flatMap(row -> records.settlements(row).stream())
        .map(found ->
            PaymentId.parse(found.id())
                .filter(id -> found.money() && id.endpoint() != Endpoint.PAYMENTS)
                .flatMap(_ -> payment(found.id()))
                .map(p -> SettlementReading.with(found, p))
                .orElse(found))
        .toList();
  }

  @Override
  public Optional<CreditNote> creditNote(String creditNoteId) {
    return api.byId(Endpoint.CREDIT_NOTES, creditNoteId)
        .filter(XeroLedger::sale)
        .map(records::creditNote);
  }

  @Override
  public List<CreditNote> creditNotesOf(String customerId) {
    XeroQuery query =
        XeroQuery.all(Endpoint.CREDIT_NOTES)
            .where("Contact.ContactID==" + XeroQuery.id(customerId));
    return of(customerId, query).map(records::creditNote).toList();
  }

  @Override
  public List<String> attachments(String invoiceId) {
    return attachments.of(invoiceId);
  }

  @Override
  public boolean keepsNotes() {
    return true;
  }

  @Override
  public List<String> notes(String invoiceId) {
    return api.history(Endpoint.INVOICES, invoiceId);
  }

  @Override
  public LedgerPage page(LedgerKind kind, Optional<String> after) {
    return new XeroPages(walk).page(kind, after, records::record);
  }

  @Override
  public List<LedgerChange> changedSince(Instant since) {
    return new XeroChanges(walk).since(since);
  }

  @Override
  public Customer createCustomer(CustomerDraft draft, String key) {
    records.recent();
    return api.create(Endpoint.CONTACTS, ContactMapping.body(draft), key, records::mappedCustomer);
  }

  @Override
  public Invoice createInvoice(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    return writes.create(customerId, draft, number, XeroWrites.Status.AUTHORISED, key);
  }

  @Override
  public Invoice createDraft(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    return writes.create(customerId, draft, number, XeroWrites.Status.DRAFT, key);
  }

  @Override
  public boolean saysNumberTaken(Fault.Refused refused) {
    return refused.code().equals(XeroAdvice.NUMBER_TAKEN);
  }

  @Override
  public Invoice authorise(String invoiceId, String key) {
    return writes.authorise(invoiceId, key);
  }

  @Override
  public void discard(String invoiceId, String key) {
    writes.discard(invoiceId, key);
  }

  @Override
  public Invoice voidInvoice(String invoiceId, String version, String key) {
    return writes.voided(invoiceId, version, key);
  }

  @Override
  public void note(String invoiceId, String text, String key) {
    writes.note(invoiceId, text, key);
  }

  @Override
  public void attach(String invoiceId, Document document, String key) {
    attachments.put(invoiceId, document, key);
  }

  private Stream<Json.Obj> all(Endpoint endpoint) {
    return walk.all(XeroQuery.all(endpoint), XeroWalk.Place.START).stream();
  }

  /// What the query finds of a customer; nothing is asked for a text that is no id.
  private Stream<Json.Obj> of(String customerId, XeroQuery query) {
    return XeroSettings.isId(customerId)
        ? walk.all(query, XeroWalk.Place.START).stream()
        : Stream.empty();
  }

  /// Purchases have the same shape and stand in the same lists.
  private static boolean sale(Json.Obj row) {
    return row.optText("Type").filter(t -> t.startsWith("ACCREC")).isPresent();
  }

  private static String comparable(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
