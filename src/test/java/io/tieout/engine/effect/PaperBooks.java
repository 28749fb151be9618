package io.tieout.engine.effect;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.fact.ledger.QuietLedger;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/// A book in memory that keeps count. Like QuickBooks it answers a repeated key with the old answer
/// when told to, and its searches may lag behind.
final class PaperBooks extends QuietLedger implements LedgerWriter {
  final Trouble trouble = new Trouble();
  final List<Customer> customers = new CopyOnWriteArrayList<>();
  final List<Invoice> invoices = new CopyOnWriteArrayList<>();
  final List<String> attached = new CopyOnWriteArrayList<>();
  final List<String> voided = new CopyOnWriteArrayList<>();
  final List<String> noted = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  private final Map<String, Object> replays = new ConcurrentHashMap<>();

  /// Numbers that other records than invoices bear.
  final Set<String> hidden = ConcurrentHashMap.newKeySet();

  /// Voids are answered with success, and nothing happens.
  volatile boolean deaf;

  volatile boolean replaysKeys;
  volatile boolean searchesLag;
  volatile boolean numbersLag;
  volatile boolean attachmentsLag;
  volatile Function<Invoice, Invoice> bend = invoice -> invoice;

  @Override
  public String bookId() {
    return "us";
  }

  @Override
  public Book book() {
    return new Book(
        "us",
        "Us",
        "US",
        Samples.USD,
        Optional.empty(),
        false,
        Set.of(Samples.USD),
        false,
        Book.TaxRegime.NONE,
        Set.of(Book.Ability.TERM_LIST),
        Optional.empty(),
        "1");
  }

  @Override
  public Customer createCustomer(CustomerDraft draft, String key) {
    return write(
        "create-customer",
        key,
        Customer.class,
        () -> {
          Customer customer = customer(String.valueOf(customers.size() + 1), draft);
          customers.add(customer);
          return customer;
        });
  }

  @Override
  public Invoice createInvoice(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    return write(
        "create-invoice",
        key,
        Invoice.class,
        () -> {
          Invoice invoice =
              bend.apply(
                  numbered(
                      invoice(String.valueOf(invoices.size() + 1), customerId, draft), number));
          invoices.add(invoice);
          return invoice;
        });
  }

  @Override
  public Invoice createDraft(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    return write(
        "create-draft",
        key,
        Invoice.class,
        () -> {
          Invoice made =
              numbered(invoice(String.valueOf(invoices.size() + 1), customerId, draft), number);
          invoices.add(as(made, Invoice.Status.DRAFT));
          return invoices.getLast();
        });
  }

  @Override
  public Invoice authorise(String invoiceId, String key) {
    return write(
        "create-invoice", key, Invoice.class, () -> become(invoiceId, Invoice.Status.POSTED));
  }

  @Override
  public void discard(String invoiceId, String key) {
    write("discard-draft", key, Invoice.class, () -> become(invoiceId, Invoice.Status.VOIDED));
  }

  @Override
  public Invoice voidInvoice(String invoiceId, String version, String key) {
    return write(
        "void-invoice",
        key,
        Invoice.class,
        () -> {
          Invoice there = invoice(invoiceId).orElseThrow();
          LedgerWriter.againstVoiding(there, version)
              .filter(_ -> !there.voided())
              .ifPresent(no -> {
                throw no.asException();
              });
          if (deaf) {
            return there;
          }
          Money nothing = Money.zero(there.currency());
          change(
              invoiceId,
              body ->
                  body.with("status", "VOIDED")
                      .with("balance", Records.write(new Held(nothing)).obj("amount")));
          voided.add(invoiceId);
          return invoice(invoiceId).orElseThrow();
        });
  }

  /// Only for writing an amount as it is stored.
  private record Held(Money amount) {}

  /// Somebody changes an invoice in the book, which then has another version.
  void change(String id, UnaryOperator<Json.Obj> edit) {
    invoices.replaceAll(i ->
        i.id().equals(id)
            ? Records.read(
                edit.apply(Records.write(i)).with("version", i.version() + "+"), Invoice.class)
            : i);
  }

  /// Something of the invoice is paid.
  void pay(String id, Money balance) {
    change(id, body -> body.with("balance", Records.write(new Held(balance)).obj("amount")));
  }

  /// Two records never bear one number here, whether one of them counts any more or not.
  private Invoice numbered(Invoice invoice, Optional<String> number) {
    if (number.isEmpty()) {
      return invoice;
    }
    if (hidden.contains(number.get())
        || invoices.stream().anyMatch(i -> i.number().equals(number))) {
      throw new Fault.Refused("number %s is used".formatted(number.get()), NUMBER_TAKEN)
          .asException();
    }
    return Records.read(Records.write(invoice).with("number", number.get()), Invoice.class);
  }

  private Invoice become(String id, Invoice.Status status) {
    Invoice there = invoice(id).orElseThrow();
    if (there.posted()) {
      throw new Fault.Refused("invoice %s is posted".formatted(id), "STATUS").asException();
    }
    Invoice now = as(there, status);
    invoices.replaceAll(i -> i.id().equals(id) ? now : i);
    return now;
  }

  private static Invoice as(Invoice invoice, Invoice.Status status) {
    return Records.read(Records.write(invoice).with("status", status.name()), Invoice.class);
  }

  @Override
  public void attach(String invoiceId, Document document, String key) {
    write(
        "attach-quote",
        key,
        String.class,
        () -> {
          attached.add(document.fileName());
          return document.fileName();
        });
  }

  @Override
  public void note(String invoiceId, String text, String key) {
    write(
        "note-approval",
        key,
        String.class,
        () -> {
          noted.add(invoiceId + " " + text);
          return text;
        });
  }

  @Override
  public List<String> notes(String invoiceId) {
    return searchesLag
        ? List.of()
        : noted.stream().filter(note -> note.startsWith(invoiceId + " ")).toList();
  }

  private <T> T write(String method, String key, Class<T> type, Supplier<T> make) {
    keys.add(key);
    return trouble.around(
        method,
        () -> replaysKeys ? type.cast(replays.computeIfAbsent(key, _ -> make.get())) : make.get());
  }

  @Override
  public Optional<Customer> customer(String customerId) {
    return customers.stream().filter(c -> c.id().equals(customerId)).findFirst();
  }

  @Override
  public List<Customer> customersNamed(String name) {
    return searchesLag
        ? List.of()
        : customers.stream().filter(c -> c.displayName().equals(name)).toList();
  }

  @Override
  public List<Customer> customers() {
    return List.copyOf(customers);
  }

  @Override
  public Optional<Invoice> invoice(String invoiceId) {
    return trouble.around(
        "invoice", () -> invoices.stream().filter(i -> i.id().equals(invoiceId)).findFirst());
  }

  @Override
  public Optional<Invoice> invoiceNumbered(String number) {
    return numbersLag
        ? Optional.empty()
        : invoices.stream().filter(i -> i.number().equals(Optional.of(number))).findFirst();
  }

  @Override
  public List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to) {
    return searchesLag
        ? List.of()
        : invoices.stream()
            .filter(i -> i.customerId().equals(customerId))
            .filter(i -> !i.issued().isBefore(from) && !i.issued().isAfter(to))
            .toList();
  }

  @Override
  public List<String> attachments(String invoiceId) {
    return searchesLag || attachmentsLag ? List.of() : List.copyOf(attached);
  }

  private static Customer customer(String id, CustomerDraft draft) {
    return new Customer(
        id,
        draft.displayName(),
        draft.companyName(),
        draft.email(),
        draft.phone(),
        draft.billing(),
        draft.shipping(),
        Optional.of(draft.currency()),
        Optional.empty(),
        true,
        true,
        Money.zero(draft.currency()),
        Optional.of("made by " + draft.mark()),
        "0",
        "https://books.example/customer/" + id);
  }

  /// As the book holds it: with tax of its own, 5 %.
  private static Invoice invoice(String id, String customerId, InvoiceDraft draft) {
    Money tax = Amounts.exact("USD", "60.00");
    Money total = draft.net().plus(tax);
    return new Invoice(
        id,
        Optional.of(String.valueOf(1000 + Integer.parseInt(id))),
        customerId,
        "Acme Inc",
        draft.issued(),
        draft.due(),
        draft.termId(),
        draft.currency(),
        draft.lines(),
        draft.net(),
        tax,
        total,
        total,
        Invoice.Status.POSTED,
        Optional.of(draft.mark()),
        Instant.EPOCH,
        "0",
        "https://books.example/invoice/" + id);
  }
}
