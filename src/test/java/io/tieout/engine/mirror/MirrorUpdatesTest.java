package io.tieout.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.QuietLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorUpdatesTest {
  private final SettableClock clock = new SettableClock();
  private final ShelfCrm crm = new ShelfCrm();
  private final ListedBook book = new ListedBook();
  private final Mirror mirror = new Mirror();
  private final Links links = new Links(clock);
  private final List<String> forFlows = new ArrayList<>();
  private Database database;
  private CrmFeed crmFeed;
  private LedgerFeed ledgerFeed;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    Inbox inbox = new Inbox(database, clock);
    Cursors cursors = new Cursors();
    crmFeed = new CrmFeed(crm, database, inbox, cursors, CrmFeed.Settings.DEFAULT);
    ledgerFeed = new LedgerFeed(book, database, inbox, cursors, LedgerFeed.Settings.of(clock));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_changed_record_is_read_by_its_id_and_stored() {
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    crm.products.put("001", ShelfCrm.aProduct("001", "v1"));
    tell(CrmKind.ACCOUNT, "A1", "v1");
    tell(CrmKind.PRODUCT, "001", "v1");
    assertThat(crmFeed.sweep()).isEqualTo(2);
    assertThat(crmFeed.sweep()).isZero();
    work();
    assertThat(copy("account", "A1")).hasValueSatisfying(c -> assertThat(c.deleted()).isFalse());
    assertThat(copy("product", "001"))
        .hasValueSatisfying(c -> assertThat(c.name()).isEqualTo("Product 001 v1"));
    assertThat(forFlows).isEmpty();
  }

  @Test
  void a_deleted_record_is_marked_and_comes_back_when_it_is_restored() {
    crm.products.put("001", ShelfCrm.aProduct("001", "v1"));
    tell(CrmKind.PRODUCT, "001", "v1");
    sweepAndWork();
    crm.products.clear();
    crm.changes.add(change(CrmKind.PRODUCT, "001", true, Optional.empty(), "v2"));
    sweepAndWork();
    assertThat(copy("product", "001")).hasValueSatisfying(c -> assertThat(c.deleted()).isTrue());
    crm.products.put("001", ShelfCrm.aProduct("001", "v3"));
    tell(CrmKind.PRODUCT, "001", "v3");
    sweepAndWork();
    assertThat(copy("product", "001")).hasValueSatisfying(c -> assertThat(c.deleted()).isFalse());
  }

  @Test
  void the_links_of_a_merged_account_follow_to_its_survivor() {
    database.transact(sql -> {
      mirror.put(sql, Mirror.of("salesforce", ShelfCrm.anAccount("A2"), clock.instant()));
      links.link(sql, link("A2", "us", "7"));
      links.link(sql, link("A2", "us", "8"));
      links.link(sql, link("A2", "de", "9"));
    });
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    mergeA2IntoA1();
    assertThat(customerOf("A1", "us")).contains("8 merged");
    assertThat(customerOf("A1", "de")).contains("9 merged");
    assertThat(accountOf("us", "7")).contains("A1");
    database.transact(sql -> {
      assertThat(mirror.survivor(sql, "salesforce", "account", "A2")).contains("A1");
      assertThat(mirror.get(sql, "salesforce", "account", "A2"))
          .hasValueSatisfying(c -> assertThat(c.deleted()).isTrue());
      long rows = count(sql);
      links.merged(sql, new Links.CrmRecordId("salesforce", "account", "A2"), "A1");
      assertThat(count(sql)).isEqualTo(rows);
    });
  }

  @Test
  void a_survivor_with_a_customer_of_its_own_keeps_it_and_answers_for_the_other_too() {
    database.transact(sql -> {
      links.link(sql, link("A1", "us", "5"));
      links.link(sql, link("A2", "us", "7"));
    });
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    mergeA2IntoA1();
    assertThat(customerOf("A1", "us")).contains("5 made");
    assertThat(accountOf("us", "5")).contains("A1");
    assertThat(accountOf("us", "7")).contains("A1");
  }

  @Test
  void a_deal_that_is_gone_is_told_to_the_flows_and_its_merger_to_the_mirror() {
    database.transact(sql ->
        links.link(
            sql,
            new Link("salesforce", "deal", "D2", "quickbooks", "us", "invoice", "12", "made", "")));
    tell(CrmKind.DEAL, "D1", "v1");
    crm.changes.add(change(CrmKind.DEAL, "D2", true, Optional.of("D1"), "v2"));
    crm.changes.add(change(CrmKind.DEAL, "D3", true, Optional.empty(), "v2"));
    sweepAndWork();
    assertThat(forFlows)
        .containsExactly("deal changed salesforce/deal/D2", "deal changed salesforce/deal/D3");
    database.transact(sql ->
        assertThat(links.fromLedger(sql, "quickbooks", "us", "invoice", "12"))
            .hasValueSatisfying(l -> assertThat(l.crmId()).isEqualTo("D1")));
  }

  @Test
  void items_and_credit_notes_of_a_book_are_followed_and_one_list_serves_many_items() {
    book.items.add(item("1"));
    book.items.add(item("2"));
    for (String id : List.of("1", "2", "3")) {
      book.changes.add(new LedgerChange(LedgerKind.ITEM, id, false, clock.instant()));
    }
    book.changes.add(new LedgerChange(LedgerKind.CREDIT_NOTE, "4", false, clock.instant()));
    book.changes.add(new LedgerChange(LedgerKind.INVOICE, "5", false, clock.instant()));
    ledgerFeed.sweep();
    clock.advance(Duration.ofSeconds(1));
    work();
    assertThat(inBook("item", "1")).isPresent();
    assertThat(inBook("item", "2")).isPresent();
    assertThat(inBook("item", "3")).isEmpty();
    assertThat(inBook("credit_note", "4"))
        .hasValueSatisfying(c -> assertThat(c.parentId()).contains("7"));
    // Once for the items 1 and 2, once for 3, which is nowhere.
    assertThat(book.listed).isEqualTo(2);
    assertThat(forFlows).containsExactly("invoice changed quickbooks/us/invoice/5");
  }

  @Test
  void news_of_a_system_that_is_not_connected_any_more_concerns_nobody() {
    tell(CrmKind.ACCOUNT, "A1", "v1");
    crmFeed.sweep();
    run(
        new MirrorUpdates(
            new MirrorUpdates.Deps(database, mirror, links, Map.of(), Map.of(), clock)));
    assertThat(copy("account", "A1")).isEmpty();
  }

  private void mergeA2IntoA1() {
    crm.changes.add(change(CrmKind.ACCOUNT, "A2", true, Optional.of("A1"), "v2"));
    sweepAndWork();
  }

  private void tell(CrmKind kind, String id, String version) {
    crm.changes.add(change(kind, id, false, Optional.empty(), version));
  }

  private CrmChange change(
      CrmKind kind, String id, boolean deleted, Optional<String> mergedInto, String version) {
    return new CrmChange(kind, id, deleted, mergedInto, clock.instant(), version);
  }

  private void sweepAndWork() {
    crmFeed.sweep();
    clock.advance(Duration.ofSeconds(1));
    work();
  }

  private void work() {
    run(
        new MirrorUpdates(
            new MirrorUpdates.Deps(
                database, mirror, links, Map.of("salesforce", crm), Map.of("us", book), clock)));
  }

  private void run(MirrorUpdates updates) {
    SignalHandler both =
        stored -> {
          if (MirrorUpdates.concerns(stored.signal())) {
            updates.handle(stored);
          } else {
            forFlows.add(stored.signal().kind() + " " + stored.signal().subject());
          }
        };
    InboxWorker worker =
        new InboxWorker(
            database,
            Map.of("crm", both, "ledger", both),
            (_, _, why) -> {
              throw new AssertionError(why);
            },
            clock,
            InboxWorker.Settings.of("w"));
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
  }

  private Optional<MirrorRecord> copy(String kind, String id) {
    return database.inTransaction(sql -> mirror.get(sql, "salesforce", kind, id));
  }

  private Optional<MirrorRecord> inBook(String kind, String id) {
    return database.inTransaction(sql -> mirror.get(sql, "quickbooks/us", kind, id));
  }

  private Optional<String> customerOf(String accountId, String in) {
    return database
        .inTransaction(sql ->
            links.inBook(
                sql, new Links.CrmRecordId("salesforce", "account", accountId), "customer", in))
        .map(l -> l.ledgerId() + " " + l.how());
  }

  private Optional<String> accountOf(String in, String customerId) {
    return database
        .inTransaction(sql -> links.fromLedger(sql, "quickbooks", in, "customer", customerId))
        .map(Link::crmId);
  }

  private static long count(Sql sql) {
    return sql.ask("select count(*) as n from link").one(row -> row.number("n"));
  }

  private static Link link(String accountId, String in, String customerId) {
    return new Link(
        "salesforce", "account", accountId, "quickbooks", in, "customer", customerId, "made", "");
  }

  private static Item item(String id) {
    return new Item(id, "Item " + id, Optional.empty(), Optional.empty(), true, false, true, "0");
  }

  /// A book with a list of items and one credit note.
  private static final class ListedBook extends QuietLedger {
    private final List<Item> items = new ArrayList<>();
    private final List<LedgerChange> changes = new ArrayList<>();
    private int listed;

    @Override
    public String bookId() {
      return "us";
    }

    @Override
    public Book book() {
      throw new IllegalStateException("nobody asks for the book");
    }

    @Override
    public List<Item> items() {
      listed++;
      return List.copyOf(items);
    }

    @Override
    public Optional<CreditNote> creditNote(String creditNoteId) {
      Money total = Money.parse("USD 10.00");
      return Optional.of(
          new CreditNote(
              creditNoteId,
              Optional.of("CN-4"),
              "7",
              LocalDate.of(2026, 11, 1),
              total,
              total,
              List.of(),
              Invoice.Status.POSTED,
              Instant.EPOCH,
              "0",
              "https://books.example/4"));
    }

    @Override
    public List<LedgerChange> changedSince(Instant since) {
      return changes;
    }
  }
}
