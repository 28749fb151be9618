package io.tieout.vendor.quickbooks;

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
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.oauth.RotatingTokens;
import io.tieout.vendor.oauth.TokenVault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/// One QuickBooks company as a book.
///
/// Names are compared here, over all customers, vendors or employees: whether QuickBooks' query
/// compares letter case is nowhere written, and an overlooked namesake costs more than a page of
/// reads.
public final class QuickBooksLedger implements Ledger, LedgerWriter, Checkable, AutoCloseable {
  private static final String SYSTEM = "quickbooks";
  private static final String INACTIVE_SUFFIX = " (deleted)";

  /// How long a write may lean on settings read before; QuickBooks itself still refuses what they
  /// forbid.
  private static final Duration SETTINGS_GOOD = Duration.ofMinutes(15);

  private final QuickBooksSettings settings;
  private final InstantSource clock;
  private final Outbound outbound;
  private final RotatingTokens tokens;
  private final QuickBooksApi api;
  private final QuickBooksChanges changes;
  private final QuickBooksPages pages;
  private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());

  /// The book's settings and when they were read.
  private record Seen(Book book, Instant at) {}

  public QuickBooksLedger(
      QuickBooksSettings settings, TokenVault vault, Settings http, Timing timing) {
    this.settings = settings;
    this.clock = timing.clock();
    this.tokens = new RotatingTokens(QuickBooksApp.of(settings), vault, http, timing);
    this.outbound = new Outbound("QuickBooks", http, timing, new QuickBooksFaults(clock));
    this.api =
        new QuickBooksApi(
            settings, new AuthorizedOutbound(outbound, tokens, QuickBooksFaults::renewable));
    this.changes = new QuickBooksChanges(api, clock);
    this.pages = new QuickBooksPages(api, settings);
  }

  @Override
  public void close() {
    outbound.close();
    tokens.close();
  }

  @Override
  public List<Check> checks() {
    return new QuickBooksChecks(settings, api, clock).run();
  }

  @Override
  public String system() {
    return SYSTEM;
  }

  @Override
  public String bookId() {
    return settings.bookId();
  }

  @Override
  public Book book() {
    Json.Obj preferences = api.one("Preferences", "preferences");
    Json.Obj company = api.one("CompanyInfo", "companyinfo/" + settings.realmId());
    Set<CurrencyUnit> currencies =
        BookReading.multicurrency(preferences)
            ? Set.copyOf(
                read(
                    QuickBooksQuery.all("CompanyCurrency"),
                    row -> CurrencyUnit.of(row.text("Code"))))
            : Set.of();
    Book book =
        QuickBooksApi.reading(
            () -> BookReading.read(settings.bookId(), preferences, company, currencies));
    seen.set(Optional.of(new Seen(book, clock.instant())));
    return book;
  }

  @Override
  public Optional<Customer> customer(String customerId) {
    return api.byId("Customer", customerId).map(this::readCustomer);
  }

  @Override
  public List<Customer> customersNamed(String name) {
    String wanted = comparable(name);
    return customers().stream()
        .filter(c ->
            comparable(c.displayName()).equals(wanted)
                || c.companyName().filter(n -> comparable(n).equals(wanted)).isPresent())
        .toList();
  }

  @Override
  public List<Customer> customers() {
    return api.query(QuickBooksQuery.withInactive("Customer")).stream()
        .map(this::readCustomer)
        .toList();
  }

  @Override
  public Optional<String> otherHolderOfName(String displayName) {
    String wanted = comparable(displayName);
    return List.of("Vendor", "Employee").stream()
        .filter(entity ->
            api.query(QuickBooksQuery.withInactive(entity)).stream()
                .map(row -> row.optText("DisplayName").orElse(""))
                .anyMatch(name -> comparable(name).equals(wanted)))
        .map(entity -> entity.toLowerCase(Locale.ROOT))
        .findFirst();
  }

  @Override
  public List<Item> items() {
    return read(QuickBooksQuery.withInactive("Item"), ListReading::item);
  }

  @Override
  public List<TaxCode> taxCodes() {
    Map<String, BigDecimal> rates =
        read(QuickBooksQuery.withInactive("TaxRate"), ListReading::rate).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return read(QuickBooksQuery.withInactive("TaxCode"), code -> ListReading.taxCode(code, rates));
  }

  @Override
  public List<Term> terms() {
    return read(QuickBooksQuery.withInactive("Term"), ListReading::term).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Optional<Invoice> invoice(String invoiceId) {
    return api.byId("Invoice", invoiceId).map(this::readInvoice);
  }

  @Override
  public Optional<Invoice> invoiceNumbered(String number) {
    List<Invoice> found =
        read(QuickBooksQuery.all("Invoice").where("DocNumber", "=", number), this::readInvoice);
    if (found.size() > 1) {
      throw new Fault.Refused(
              "DocNumber '%s' stands on %d invoices in QuickBooks (ids %s); give all but one another number, or ask by id"
                  .formatted(
                      number,
                      found.size(),
                      found.stream().map(Invoice::id).collect(Collectors.joining(", "))),
              QuickBooksAdvice.NUMBER_TAKEN,
              Optional.of("DocNumber"))
          .asException();
    }
    return found.stream().findFirst();
  }

  @Override
  public List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to) {
    return read(
        QuickBooksQuery.all("Invoice")
            .where("CustomerRef", "=", customerId)
            .where("TxnDate", ">=", from.toString())
            .where("TxnDate", "<=", to.toString()),
        this::readInvoice);
  }

  @Override
  public Optional<Payment> payment(String paymentId) {
    return api.byId("Payment", paymentId).map(this::readPayment);
  }

  @Override
  public List<Payment> paymentsOf(String customerId) {
    return read(
        QuickBooksQuery.all("Payment").where("CustomerRef", "=", customerId), this::readPayment);
  }

  @Override
  public List<Settlement> settlementsOf(String invoiceId) {
    return SettlementReading.read(api, invoiceId, this::home);
  }

  @Override
  public Optional<CreditNote> creditNote(String creditNoteId) {
    return api.byId("CreditMemo", creditNoteId).map(this::readCreditNote);
  }

  @Override
  public List<CreditNote> creditNotesOf(String customerId) {
    return read(
        QuickBooksQuery.all("CreditMemo").where("CustomerRef", "=", customerId),
        this::readCreditNote);
  }

  @Override
  public LedgerPage page(LedgerKind kind, Optional<String> after) {
    return switch (kind) {
      case CUSTOMER -> pages.page(kind, after, this::readCustomer);
      case ITEM ->
          pages.page(kind, after, row -> QuickBooksApi.reading(() -> ListReading.item(row)));
      case INVOICE -> pages.page(kind, after, this::readInvoice);
      case CREDIT_NOTE -> pages.page(kind, after, this::readCreditNote);
      case PAYMENT -> pages.page(kind, after, this::readPayment);
    };
  }

  @Override
  public List<String> attachments(String invoiceId) {
    return read(
            QuickBooksQuery.all("Attachable")
                .where("AttachableRef.EntityRef.Type", "=", "Invoice")
                .where("AttachableRef.EntityRef.value", "=", invoiceId),
            row -> row.optText("FileName").stream().toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<LedgerChange> changedSince(Instant since) {
    return changes.since(since);
  }

  @Override
  public Customer createCustomer(CustomerDraft draft, String key) {
    Book book = settingsForWriting();
    return api.create(
        "Customer",
        CustomerMapping.body(draft, book),
        key,
        row -> CustomerMapping.read(row, book.home(), settings.appBase()));
  }

  @Override
  public Invoice createInvoice(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    Book book = settingsForWriting();
    Json.Obj body = InvoiceBody.of(customerId, draft, book);
    return api.create(
        "Invoice",
        number.map(n -> InvoiceBody.numbered(body, n, book)).orElse(body),
        key,
        row -> InvoiceReading.read(row, book.home(), settings.appBase()));
  }

  /// Reads first: what is voided already is left alone, and what speaks against it is told in
  /// clearer words than QuickBooks'. The version sent has QuickBooks refuse what changes in
  /// between.
  @Override
  public Invoice voidInvoice(String invoiceId, String version, String key) {
    Invoice there =
        invoice(invoiceId)
            .orElseThrow(() ->
                new Fault.Refused("QuickBooks knows no invoice %s".formatted(invoiceId), "610")
                    .asException());
    if (there.voided()) {
      return there;
    }
    LedgerWriter.againstVoiding(there, version)
        .ifPresent(no -> {
          throw no.asException();
        });
    Json.Obj body = Json.object().put("Id", invoiceId).put("SyncToken", version).build();
    Book book = settingsForWriting();
    return api.operate(
        "void",
        "Invoice",
        body,
        key,
        row -> InvoiceReading.read(row, book.home(), settings.appBase()));
  }

  @Override
  public boolean saysNumberTaken(Fault.Refused refused) {
    return refused.code().equals(QuickBooksAdvice.NUMBER_TAKEN);
  }

  @Override
  public void attach(String invoiceId, Document document, String key) {
    api.upload(Multipart.of(invoiceId, document), key, QuickBooksLedger::checkUploaded);
  }

  /// Each file has its own answer, which may be a fault although the request as a whole went well.
  private static void checkUploaded(Json.Obj body, Call call) {
    List<Json.Obj> answers = body.objects("AttachableResponse");
    for (Json.Obj answer : answers) {
      QuickBooksFaults.problem(answer)
          .ifPresent(p -> {
            throw QuickBooksFaults.of(p, call).asException();
          });
      answer.obj("Attachable").text("Id");
    }
    if (answers.isEmpty()) {
      throw new Fault.Ambiguous("QuickBooks' answer to the upload names no file").asException();
    }
  }

  private Customer readCustomer(Json.Obj row) {
    CurrencyUnit home = home(row);
    return QuickBooksApi.reading(() -> CustomerMapping.read(row, home, settings.appBase()));
  }

  private Invoice readInvoice(Json.Obj row) {
    CurrencyUnit home = home(row);
    return QuickBooksApi.reading(() -> InvoiceReading.read(row, home, settings.appBase()));
  }

  private CreditNote readCreditNote(Json.Obj row) {
    CurrencyUnit home = home(row);
    return QuickBooksApi.reading(() -> ListReading.creditNote(row, home, settings.appBase()));
  }

  private Payment readPayment(Json.Obj row) {
    CurrencyUnit home = home(row);
    return QuickBooksApi.reading(() -> ListReading.payment(row, home));
  }

  private <T> List<T> read(QuickBooksQuery query, Function<Json.Obj, T> reader) {
    return api.query(query).stream()
        .map(row -> QuickBooksApi.reading(() -> reader.apply(row)))
        .toList();
  }

  /// The currency of a record that names none; the home currency of a company never changes.
  private CurrencyUnit home(Json.Obj row) {
    Optional<CurrencyUnit> own =
        QuickBooksApi.reading(() -> Fields.ref(row, "CurrencyRef").map(CurrencyUnit::of));
    return own.orElseGet(() -> seen.get().map(Seen::book).orElseGet(this::book).home());
  }

  private Book settingsForWriting() {
    Instant oldest = clock.instant().minus(SETTINGS_GOOD);
    return seen.get().filter(s -> s.at().isAfter(oldest)).map(Seen::book).orElseGet(this::book);
  }

  /// Inactive records carry a suffix in their name.
  private static String comparable(String name) {
    String bare = name.strip();
    return (bare.endsWith(INACTIVE_SUFFIX)
            ? bare.substring(0, bare.length() - INACTIVE_SUFFIX.length())
            : bare)
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
