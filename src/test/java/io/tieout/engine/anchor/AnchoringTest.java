package io.tieout.engine.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.jobs.Job;
import io.tieout.engine.jobs.Jobs;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anchors are made once a day, sent until they arrive, and found to agree or not.
class AnchoringTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final SettableClock clock = new SettableClock();
  private final IdSource ids = new IdSource(clock, new SplittableRandom(3));
  private final Post post = new Post("post");
  private Database database;
  private Audit audit;
  private AuditChain chain;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    audit = new Audit(clock, ids);
    chain = new AuditChain(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_day_has_one_anchor_however_often_it_is_looked() {
    record(3, "approval vote");
    record(2, "proposal filed");
    Anchoring anchoring = anchoring();
    anchoring.look();
    anchoring.look();
    clock.advance(Duration.ofHours(1));
    anchoring.look();

    Anchor anchor = only().anchor();
    assertThat(anchor.day()).isEqualTo(LocalDate.of(2026, 11, 1));
    assertThat(anchor.number()).isEqualTo(1);
    assertThat(anchor.head().seq()).isEqualTo(5);
    assertThat(anchor.entries()).isEqualTo(5);
    assertThat(anchor.counts()).isEqualTo(Map.of("approval vote", 3L, "proposal filed", 2L));
    assertThat(anchor.since().orElseThrow())
        .isEqualTo(new Anchor.Since(0, HashTree.root(links(0, 5))));
    assertThat(only().holds()).isTrue();
    assertThat(post.arrived).containsExactly(only());
  }

  @Test
  void the_next_anchor_counts_what_came_since_and_names_the_one_before() {
    record(3, "approval vote");
    Anchoring anchoring = anchoring();
    anchoring.look();
    record(1, "proposal filed");
    clock.advance(Duration.ofDays(1));
    anchoring.look();

    List<SignedAnchor> made = made();
    assertThat(made).hasSize(2);
    assertThat(made.getLast().anchor().counts()).isEqualTo(Map.of("proposal filed", 1L));
    assertThat(made.getLast().anchor().since().orElseThrow())
        .isEqualTo(new Anchor.Since(3, HashTree.root(links(3, 4))));
    assertThat(made.getLast().anchor().previous()).isEqualTo(made.getFirst().digest().hex());
    assertThat(made.getLast().anchor().installation())
        .isEqualTo(made.getFirst().anchor().installation());
    assertThat(desk().compare(List.of(), List.of()).holds()).isTrue();
  }

  private List<String> links(long after, long to) {
    return database.inTransaction(sql -> ChainFacts.hashes(sql, after, to)).stream()
        .map(ChainFacts.Hash::hash)
        .toList();
  }

  @Test
  void days_of_25_and_23_hours_have_one_anchor_each() {
    Anchoring anchoring = anchoring();
    assertThat(daysLooked(anchoring, "2026-10-31T00:30:00-04:00", 4))
        .containsExactly("2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02");
    assertThat(daysLooked(anchoring, "2027-03-13T00:30:00-05:00", 4))
        .endsWith("2027-03-12", "2027-03-13", "2027-03-14", "2027-03-15");
  }

  @Test
  void of_two_replicas_one_makes_and_sends_it() throws InterruptedException {
    record(2, "approval vote");
    Semaphore looked = new Semaphore(0);
    Anchoring one = anchoring();
    Anchoring two = anchoring();
    try (Jobs first = new Jobs(database, clock, List.of(job(one, looked)));
        Jobs second = new Jobs(database, clock, List.of(job(two, looked)))) {
      first.start();
      second.start();
      assertThat(looked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
    two.look();
    one.look();

    assertThat(made()).hasSize(1);
    assertThat(post.arrived).hasSize(1);
  }

  @Test
  void what_did_not_arrive_is_sent_again_after_a_while_and_kept_with_its_receipt() {
    post.closed = true;
    Anchoring anchoring = anchoring();
    anchoring.look();
    assertThat(anchoring.waiting())
        .containsExactly(
            new Deliveries.Waiting("post", 1, clock.instant(), "the post office is closed"));

    post.closed = false;
    anchoring.look();
    assertThat(post.arrived).as("too soon").isEmpty();
    clock.advance(Duration.ofMinutes(11));
    anchoring.look();

    assertThat(post.arrived).containsExactly(only());
    assertThat(anchoring.waiting()).isEmpty();
    List<Deliveries.Receipt> receipts =
        database.inTransaction(sql -> Deliveries.receipts(sql, "post"));
    assertThat(receipts)
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.content()).isEqualTo(new byte[] {1}));
  }

  @Test
  void a_destination_configured_later_gets_the_newest_anchor() {
    anchoring().look();
    Post late = new Post("late");
    new Anchoring(deps(), List.of(post, late)).look();

    assertThat(late.arrived).containsExactly(only());
    assertThat(post.arrived).hasSize(1);
  }

  @Test
  void one_destination_out_of_reach_holds_up_no_other() {
    Post broken = new Post("broken");
    broken.closed = true;
    Anchoring anchoring = new Anchoring(deps(), List.of(broken, post));
    anchoring.look();

    assertThat(post.arrived).hasSize(1);
    assertThat(anchoring.waiting())
        .extracting(Deliveries.Waiting::destination)
        .containsExactly("broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_anchor set seq = 0",
        "delete from audit_anchor",
        "delete from anchor_key",
        "delete from anchor_delivery",
        "update anchor_delivery set receipt = '\\x00'"
      })
  void the_database_refuses_to_change_anchors_keys_and_receipts(String statement) {
    anchoring().look();
    assertThatThrownBy(() -> database.transact(sql -> sql.run(statement).rows()))
        .hasMessageContaining("written once");
  }

  @Test
  void a_tail_cut_off_with_its_entries_passes_the_chain_and_not_the_anchor() {
    record(5, "approval vote");
    anchoring().look();
    SignedAnchor received = only();
    asSuperuser("delete from audit_chain where seq > 3", "delete from audit_entry where id > 3");

    assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
    assertThat(wrong(desk().compare(List.of(), List.of())))
        .singleElement()
        .asString()
        .startsWith("the end was cut off: links 4 to 5 are missing");

    asSuperuser("delete from anchor_delivery", "delete from audit_anchor");
    assertThat(desk().compare(List.of(), List.of()).holds()).as("all traces gone").isTrue();
    assertThat(wrong(desk().compare(List.of(new AnchorCheck.Held("a.json", received)), List.of())))
        .hasSize(2)
        .first()
        .asString()
        .contains("links 4 to 5 are missing", "2026-11-01 (a.json)");
  }

  @Test
  void a_chain_made_anew_over_changed_entries_is_seen() {
    record(4, "approval vote");
    anchoring().look();
    asSuperuser(
        "delete from audit_chain where seq > 1",
        "update audit_entry set details = '{\"amount\": 1}' where id = 2");
    new AuditChain(database, clock).sequence(10);

    assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
    assertThat(wrong(desk().compare(List.of(), List.of())))
        .singleElement()
        .asString()
        .startsWith("the chain was replaced somewhere from link 1 to 4");
  }

  @Test
  void the_private_key_lies_in_the_vault_alone() {
    anchoring().look();
    String dump =
        database.inTransaction(sql ->
            sql.ask(
                    "select (select string_agg(a::text, '') from audit_anchor a) || (select string_agg(k::text, '') from anchor_key k) as all_of_it")
                .one(row -> row.text("all_of_it")));
    Json.Obj sealed = vault().open("audit-anchor-key").orElseThrow();

    assertThat(dump).contains(sealed.text("publicKey")).doesNotContain(sealed.text("privateKey"));
    AnchorKeys.Known known = database.inTransaction(AnchorKeys::known).getFirst();
    assertThat(known.pem()).startsWith("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA");
  }

  private void asSuperuser(String... statements) {
    database.transact(sql -> {
      for (String table :
          List.of("audit_entry", "audit_chain", "audit_anchor", "anchor_delivery")) {
        sql.run("alter table " + table + " disable trigger user").rows();
      }
      List.of(statements).forEach(statement -> sql.run(statement).rows());
    });
  }

  private List<String> daysLooked(Anchoring anchoring, String from, int days) {
    clock.advance(Duration.between(clock.instant(), OffsetDateTime.parse(from).toInstant()));
    Instant end = clock.instant().plus(Duration.ofDays(days).minusHours(2));
    while (clock.instant().isBefore(end)) {
      anchoring.look();
      clock.advance(Duration.ofMinutes(30));
    }
    return made().stream().map(a -> a.anchor().day().toString()).toList();
  }

  private static Job job(Anchoring anchoring, Semaphore looked) {
    return new Job(
        "audit-anchor",
        Duration.ofMinutes(10),
        () -> {
          anchoring.look();
          looked.release();
        });
  }

  private Anchoring anchoring() {
    return new Anchoring(deps(), List.of(post));
  }

  private Anchoring.Deps deps() {
    return new Anchoring.Deps(
        database, chain, new AnchorKeys(database, vault(), clock, ids), clock, NEW_YORK);
  }

  private Vault vault() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    return new Vault(
        database, VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, key)).orElseThrow(), clock);
  }

  private AnchorDesk desk() {
    return new AnchorDesk(database, chain);
  }

  private static List<String> wrong(AnchorDesk.Outcome outcome) {
    return outcome.verdicts().stream().filter(v -> !v.holds()).map(Verdict::sentence).toList();
  }

  private List<SignedAnchor> made() {
    return database.inTransaction(Anchors::all).stream()
        .map(stored -> SignedAnchor.read(stored.signed()))
        .toList();
  }

  private SignedAnchor only() {
    assertThat(made()).hasSize(1);
    return made().getFirst();
  }

  private void record(int count, String action) {
    for (int i = 0; i < count; i++) {
      AuditEntry entry =
          new AuditEntry("deal/1", List.of(), "person:U1", action, Json.object().build());
      database.transact(sql -> audit.record(sql, entry));
    }
  }

  /// A destination in memory.
  private static final class Post implements Destination {
    private final String name;
    private final List<SignedAnchor> arrived = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    Post(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      if (closed) {
        throw new IllegalStateException("the post office is closed");
      }
      arrived.add(anchor);
      return new byte[] {1};
    }
  }
}
