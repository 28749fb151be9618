package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.fact.change.Change.QuotePdf;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.party.Document;
import io.tieout.fact.party.SystemName;
import io.tieout.value.fault.Fault;
import io.tieout.work.invoicing.DealReadings.BookSide;
import io.tieout.work.invoicing.DealReadings.Knowledge;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.routing.Routed;
import io.tieout.work.routing.RoutedDeal;
import io.tieout.work.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads everything about one deal from the systems themselves, by id, and what was learned.
public final class DealReader {
  /// Stands where other questions name their book.
  private static final String ROUTING = "routing";

  private final Map<String, Crm> crms;
  private final Map<String, BookConnection> books;
  private final Routing routing;
  private final Database database;
  private final Links links;
  private final Learned learned;

  /// What the deal is read from.
  ///
  /// @param crms by their names
  /// @param books by their ids
  public record Outside(Map<String, Crm> crms, Map<String, BookConnection> books, Routing routing) {
    public Outside {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  public DealReader(Outside outside, Database database, Links links, Learned learned) {
    this.crms = outside.crms();
    this.books = outside.books();
    this.routing = outside.routing();
    this.database = database;
    this.links = links;
    this.learned = learned;
  }

  List<String> crms() {
    return crms.keySet().stream().sorted().toList();
  }

  boolean severalBooks() {
    return books.size() > 1;
  }

  Crm crm(String name) {
    return Optional.ofNullable(crms.get(name))
        .orElseThrow(() ->
            new Fault.Broken("no CRM “%s” is connected; connected: %s".formatted(name, crms()))
                .asException());
  }

  BookConnection book(String id) {
    return Optional.ofNullable(books.get(id))
        .orElseThrow(() ->
            new Fault.Broken(
                    "no book “%s” is connected; connected: %s"
                        .formatted(id, books.keySet().stream().sorted().toList()))
                .asException());
  }

  Account account(String crm, Deal deal) {
    return crm(crm)
        .account(deal.accountId())
        .orElseThrow(() ->
            new Fault.Refused(
                    "deal “%s” belongs to account %s, which cannot be read"
                        .formatted(deal.name(), deal.accountId()),
                    "account missing",
                    Optional.of("account"))
                .asException());
  }

  /// The book the deal belongs to: a person's word before the rules.
  Routed route(String crmName, Deal deal, Account account) {
    String key = bookKey(crmName, deal);
    Optional<String> chosen =
        database
            .inTransaction(sql -> Optional.ofNullable(learned.answers(sql, ROUTING).get(key)))
            .filter(books::containsKey);
    return chosen
        .<Routed>map(book -> new Routed.ToBook(book, "chosen by a person"))
        .orElseGet(() ->
            routing.route(
                new RoutedDeal(crmName, deal, account, () -> crm(crmName).lines(deal.id()))));
  }

  /// What nobody but a person can decide: the books to choose from.
  Blocker noBook(String crmName, Deal deal, String why) {
    return new Blocker(
        "no book for a deal",
        bookKey(crmName, deal),
        "Which book does “%s” belong to?".formatted(deal.name()),
        "%s Choose a book for this deal, or add a rule under `routing` in the configuration."
            .formatted(why),
        books.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e ->
                new Blocker.Choice(e.getKey(), SystemName.spoken(e.getValue().ledger().place())))
            .toList());
  }

  private static String bookKey(String crm, Deal deal) {
    return "book:%s:%s/deal/%s".formatted(ROUTING, crm, deal.id());
  }

  /// Reads the rest for a deal that was just read.
  ///
  /// @param ownMark customers bearing it were made by the proposal in question and do not count
  DealReadings read(String crmName, Deal deal, String bookId, Optional<String> ownMark) {
    Crm crm = crm(crmName);
    BookConnection connection = book(bookId);
    Ledger ledger = connection.ledger();
    Account account = account(crmName, deal);
    Optional<Quote> quote = deal.quoteId().flatMap(crm::quote);
    Optional<QuotePdf> pdf = quote.flatMap(Quote::documentId).map(id -> pdf(crm, id));
    Book book = ledger.book();
    Knowledge known = knowledge(crmName, deal, bookId, ownMark);
    BookSide bare =
        new BookSide(
            ledger.system(),
            book,
            ledger.items(),
            ledger.taxCodes(),
            ledger.terms(),
            List.of(),
            Optional.empty(),
            connection.rules());
    DealReadings without =
        new DealReadings(
            crmName,
            deal,
            lines(crm, deal),
            account,
            crm.billingContact(deal.id()),
            quote,
            pdf,
            bare,
            known);
    return withCustomers(without, ledger, ownMark);
  }

  /// Deal and lines are read by two calls, and somebody may save between them. Lines that do not
  /// tie to the deal count only when the deal is still just the one that was read; its version
  /// alone may be a whole second.
  private static List<DealLine> lines(Crm crm, Deal deal) {
    List<DealLine> lines = crm.lines(deal.id());
    boolean still =
        LineArithmetic.ties(deal, lines) || crm.deal(deal.id()).filter(deal::equals).isPresent();
    if (!still) {
      throw new Fault.Transient(
              "deal “%s” is being changed; it is read again in a moment".formatted(deal.name()))
          .asException();
    }
    return lines;
  }

  private static QuotePdf pdf(Crm crm, String documentId) {
    Document document = crm.document(documentId);
    return new QuotePdf(documentId, document.fileName(), document.digest().hex());
  }

  private Knowledge knowledge(String crm, Deal deal, String book, Optional<String> ownMark) {
    String ledger = book(book).ledger().system();
    return database.inTransaction(sql ->
        new Knowledge(
            links
                .inBook(
                    sql, new Links.CrmRecordId(crm, "account", deal.accountId()), "customer", book)
                .filter(l -> ownMark.filter(Occasion.mark(l.proposalId())::equals).isEmpty())
                .map(Link::ledgerId),
            learned.items(sql, ledger, book, crm),
            learned.answers(sql, ledger + "/" + book)));
  }

  private static DealReadings withCustomers(
      DealReadings in, Ledger ledger, Optional<String> ownMark) {
    List<Customer> customers = candidates(in, ledger, ownMark);
    String key = Names.key(in.account().name());
    boolean nameless = customers.stream().noneMatch(c -> Names.key(c.displayName()).equals(key));
    Optional<String> holder =
        nameless && !settled(customers, in)
            ? ledger.otherHolderOfName(VendorText.name(in.account().name()))
            : Optional.empty();
    BookSide side = in.ledger();
    return new DealReadings(
        in.crm(),
        in.deal(),
        in.lines(),
        in.account(),
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        new BookSide(
            side.system(),
            side.book(),
            side.items(),
            side.taxCodes(),
            side.terms(),
            customers,
            holder,
            side.rules()),
        in.known());
  }

  /// One customer when it is plain whom to bill, else all of them.
  private static List<Customer> candidates(
      DealReadings in, Ledger ledger, Optional<String> ownMark) {
    Optional<String> answer = in.known().answer(CustomerMatching.key(in));
    Optional<Customer> settled =
        answer
            .or(() -> in.known().linkedCustomer())
            .filter(id -> !id.equals(CustomerMatching.NEW))
            .flatMap(ledger::customer)
            .filter(c -> billable(c, in.deal()) && !bears(c, ownMark));
    if (settled.isPresent()) {
      return List.of(settled.get());
    }
    if (answer.isEmpty() && in.known().linkedCustomer().isEmpty()) {
      List<Customer> named = others(ledger.customersNamed(in.account().name()), ownMark);
      if (named.size() == 1 && billable(named.getFirst(), in.deal())) {
        return named;
      }
    }
    return others(ledger.customers(), ownMark);
  }

  private static List<Customer> others(List<Customer> customers, Optional<String> ownMark) {
    return customers.stream().filter(c -> !bears(c, ownMark)).toList();
  }

  private static boolean settled(List<Customer> customers, DealReadings in) {
    return customers.size() == 1 && billable(customers.getFirst(), in.deal());
  }

  private static boolean billable(Customer customer, Deal deal) {
    return customer.active() && customer.takes(deal.currency());
  }

  private static boolean bears(Customer customer, Optional<String> mark) {
    return mark.isPresent() && customer.notes().filter(n -> n.contains(mark.get())).isPresent();
  }
}
