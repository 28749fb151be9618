package io.tieout.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorTest {
  private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");

  private final Mirror mirror = new Mirror();
  private final Links links = new Links(new SettableClock());
  private final Cursors cursors = new Cursors();
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_copy_comes_back_as_it_was_put() {
    MirrorRecord record = invoice("12", "INV-1042 Acme", NOW);
    put(record);
    assertThat(get("invoice", "12")).contains(record);
    assertThat(get("invoice", "13")).isEmpty();
  }

  @Test
  void an_older_copy_never_replaces_a_newer_one() {
    MirrorRecord newer = invoice("12", "INV-1042 Acme", NOW);
    put(newer);
    put(invoice("12", "INV-1042 old name", NOW.minusSeconds(1)));
    assertThat(get("invoice", "12")).contains(newer);
    MirrorRecord newest = invoice("12", "INV-1042 new name", NOW.plusSeconds(1));
    put(newest);
    assertThat(get("invoice", "12")).contains(newest);
  }

  @Test
  void children_are_those_of_the_parent_that_are_still_there() {
    put(invoice("12", "a", NOW));
    put(invoice("13", "b", NOW));
    database.transact(sql -> mirror.gone(sql, "quickbooks", "invoice", "13", NOW.plusSeconds(1)));
    List<MirrorRecord> children =
        database.inTransaction(sql -> mirror.childrenOf(sql, "quickbooks", "invoice", "7"));
    assertThat(children).extracting(MirrorRecord::id).containsExactly("12");
    assertThat(get("invoice", "13").map(MirrorRecord::deleted)).contains(true);
  }

  @ParameterizedTest
  @CsvSource({
    "Müller Maschinenbau GmbH, Müller Maschinenbau GmbH, 1.00",
    "MULLER MASCHINENBAU gmbh, Müller Maschinenbau GmbH, 1.00",
    "müll, Müller Maschinenbau GmbH, 0.90",
    "maschinen, Müller Maschinenbau GmbH, 0.80",
    "gmbh muller, Müller Maschinenbau GmbH, 0.80",
    "schinenbau, Müller Maschinenbau GmbH, 0.70",
    "societe generale, Société Générale, 1.00",
    "Glboex, Globex Corporation, ",
    "Gloebx Corporation, Globex Corporation, ",
    "Muler Maschinenbau, Müller Maschinenbau GmbH, ",
    "100%, 100% Organic Foods, 0.90",
  })
  void names_are_found_in_any_case_without_accents_in_part_and_misspelt(
      String words, String found, @Nullable String score) {
    putCustomers();
    List<Hit> hits = search("customer", words);
    assertThat(hits).isNotEmpty();
    assertThat(hits.getFirst().record().name()).isEqualTo(found);
    if (score != null) {
      assertThat(hits.getFirst().score()).isEqualByComparingTo(score);
    } else {
      assertThat(hits.getFirst().score()).isBetween(decimal("0.15"), decimal("0.60"));
    }
  }

  @Test
  void what_is_not_like_anything_is_not_found() {
    putCustomers();
    assertThat(search("customer", "Zypern Holding")).isEmpty();
    assertThat(search("customer", "  ")).isEmpty();
    assertThat(search("customer", "_")).isEmpty();
    assertThat(search("deal", "Globex")).isEmpty();
  }

  @Test
  void the_exact_name_comes_before_its_start_before_a_word_before_a_likeness() {
    List.of("Acme", "Acme Berlin", "New Acme", "Acne Clinic", "PharmAcme")
        .forEach(name -> put(customer(name)));
    assertThat(search("customer", "acme"))
        .extracting(h -> h.record().name())
        .startsWith("Acme", "Acme Berlin", "New Acme", "PharmAcme");
  }

  @ParameterizedTest
  @CsvSource({"1042", "INV-1042", "inv-1042", "#1042", "12"})
  void an_invoice_is_found_by_its_number_first(String number) {
    put(invoice("12", number.equals("12") ? "x" : number.replace("#", ""), NOW));
    put(invoice("99", "10420", NOW));
    put(invoice("98", "INV-10421", NOW));
    List<Hit> hits = search("invoice", number);
    assertThat(hits.getFirst().record().id()).isEqualTo("12");
    assertThat(hits.getFirst().score()).isEqualByComparingTo("1");
  }

  @Test
  void deleted_records_are_not_found_and_the_limit_holds() {
    putCustomers();
    assertThat(limited("g")).hasSize(2);
    database.transact(sql -> mirror.gone(sql, "quickbooks", "customer", "Globex Corporation", NOW));
    assertThat(search("customer", "Globex Corporation"))
        .extracting(h -> h.record().name())
        .doesNotContain("Globex Corporation");
  }

  @Test
  void a_fact_can_be_read_back_from_its_copy() {
    Payment payment =
        new Payment(
            "5",
            "7",
            LocalDate.of(2026, 11, 1),
            Money.parse("EUR 119.00"),
            Money.parse("EUR 0.00"),
            List.of(new Payment.Application("12", Money.parse("EUR 119.00"))),
            Optional.of("WIRE-77"),
            NOW,
            "0");
    put(Mirror.of("quickbooks", payment, NOW));
    MirrorRecord copy = get("payment", "5").orElseThrow();
    assertThat(Records.read(copy.body(), Payment.class)).isEqualTo(payment);
    assertThat(copy.parentId()).contains("7");
    assertThat(search("payment", "wire-77").getFirst().record()).isEqualTo(copy);
  }

  @Test
  void the_latest_link_counts_and_the_same_again_changes_nothing() {
    Link first = link("12");
    Link second = link("13");
    database.transact(sql -> {
      links.link(sql, first);
      links.link(sql, first);
      assertThat(fromCrm(sql)).contains(first);
      links.link(sql, second);
      assertThat(fromCrm(sql)).contains(second);
      assertThat(links.fromLedger(sql, "quickbooks", "us", "invoice", "12")).contains(first);
      assertThat(links.fromLedger(sql, "quickbooks", "de", "invoice", "12")).isEmpty();
      assertThat(links.all(sql, "invoice")).containsExactly(second);
    });
  }

  @Test
  void a_cursor_moves_forward_only() {
    database.transact(sql -> {
      assertThat(cursors.read(sql, "crm")).isEmpty();
      cursors.write(sql, "crm", NOW);
      cursors.write(sql, "crm", NOW.minus(Duration.ofHours(1)));
      assertThat(cursors.read(sql, "crm")).contains(NOW);
    });
  }

  private Optional<Link> fromCrm(Sql sql) {
    return links.fromCrm(sql, "salesforce", "deal", "006A", "invoice");
  }

  @Test
  void a_link_that_ended_leads_nowhere_until_another_is_made() {
    Link first = link("12");
    database.transact(sql -> {
      links.link(sql, first);
      links.end(sql, link("13"));
    });
    assertThat(led("12")).isTrue();
    database.transact(sql -> {
      links.end(sql, first);
      links.end(sql, first);
    });
    assertThat(led("12")).isFalse();
    List<Link> left = database.inTransaction(sql -> links.all(sql, "invoice"));
    assertThat(left).isEmpty();
    database.transact(sql -> links.link(sql, link("13")));
    assertThat(led("13")).isTrue();
    assertThat(led("12")).isFalse();
  }

  /// Both ways.
  private boolean led(String invoiceId) {
    Link link = link(invoiceId);
    return database.inTransaction(sql ->
        links
                .fromCrm(sql, link.crmSystem(), link.crmKind(), link.crmId(), "invoice")
                .filter(l -> l.ledgerId().equals(invoiceId))
                .isPresent()
            && links
                .fromLedger(sql, link.ledgerSystem(), link.book(), "invoice", invoiceId)
                .isPresent());
  }

  private static Link link(String invoiceId) {
    return new Link(
        "salesforce", "deal", "006A", "quickbooks", "us", "invoice", invoiceId, "created", "P-1");
  }

  private void putCustomers() {
    List.of(
            "Müller Maschinenbau GmbH",
            "Société Générale",
            "Globex Corporation",
            "100% Organic Foods",
            "1000 Lakes Ltd")
        .forEach(name -> put(customer(name)));
  }

  private static MirrorRecord customer(String name) {
    return new MirrorRecord(
        "quickbooks",
        "customer",
        name,
        name,
        Optional.empty(),
        Json.object().build(),
        "0",
        NOW,
        false);
  }

  private static MirrorRecord invoice(String id, String number, Instant asOf) {
    return new MirrorRecord(
        "quickbooks",
        "invoice",
        id,
        number + " Acme GmbH",
        Optional.of("7"),
        Json.object().put("number", number).build(),
        "0",
        asOf,
        false);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private void put(MirrorRecord record) {
    database.transact(sql -> mirror.put(sql, record));
  }

  private Optional<MirrorRecord> get(String kind, String id) {
    return database.inTransaction(sql -> mirror.get(sql, "quickbooks", kind, id));
  }

  private List<Hit> limited(String words) {
    return database.inTransaction(sql -> mirror.search(sql, "customer", words, 2));
  }

  private List<Hit> search(String kind, String words) {
    return database.inTransaction(sql -> mirror.search(sql, kind, words, 10));
  }
}
