package io.tieout.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.Product;
import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTest {
  private static final Duration REST = Duration.ofHours(23);

  private final SettableClock clock = new SettableClock();
  private final ShelfCrm crm = new ShelfCrm();
  private final Mirror mirror = new Mirror();
  private final Links links = new Links(clock);
  private final List<String> told = new ArrayList<>();
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
  void records_of_every_kind_are_copied_and_progress_is_told() {
    crm.stock(7);
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    copy().run();
    assertThat(copied("product")).hasSize(7);
    assertThat(copied("account")).extracting(MirrorRecord::name).containsExactly("Account A1");
    assertThat(told)
        .contains(
            "1 account records, looking for deleted ones",
            "1 account records",
            "3 product records so far",
            "6 product records so far",
            "7 product records, looking for deleted ones",
            "7 product records");
    List<WalkStatus> walks = database.inTransaction(sql -> new Walks().all(sql));
    assertThat(walks)
        .extracting(w -> w.source() + " " + w.text() + " " + w.finishedAt().isPresent())
        .contains("salesforce 7 product records true", "salesforce 0 deal records true");
  }

  /// Ten records are four pages.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_walk_killed_before_a_page_is_read_goes_on_with_that_page(int page) {
    crm.stock(10);
    int[] reads = {0};
    crm.beforePage =
        () -> {
          if (++reads[0] == page) {
            throw new Killed();
          }
        };
    assertThatThrownBy(copy()::run).isInstanceOf(Killed.class);
    assertThat(copied("product")).hasSize((page - 1) * ShelfCrm.PAGE);
    copy().run();
    assertThat(copied("product")).hasSize(10);
    assertThat(crm.asked)
        .containsExactly("page after none", "page after 003", "page after 006", "page after 009");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_walk_killed_before_a_page_is_stored_reads_only_that_page_again(int page) {
    crm.stock(10);
    boolean[] armed = {false};
    int[] reads = {0};
    crm.beforePage = () -> armed[0] = ++reads[0] == page;
    InstantSource dying =
        () -> {
          if (armed[0]) {
            throw new Killed();
          }
          return clock.instant();
        };
    assertThatThrownBy(copy(dying, Copying.Settings.DEFAULT)::run).isInstanceOf(Killed.class);
    assertThat(copied("product")).hasSize((page - 1) * ShelfCrm.PAGE);
    copy().run();
    assertThat(copied("product")).hasSize(10);
    assertThat(crm.asked).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_walk_killed_after_a_page_was_stored_reads_no_page_again(int telling) {
    crm.stock(10);
    int[] tellings = {0};
    Progress dying =
        status -> {
          if (status.kind().equals("product") && ++tellings[0] == telling) {
            throw new Killed();
          }
        };
    assertThatThrownBy(new CrmCopy(crm, copying(clock, dying, Copying.Settings.DEFAULT))::run)
        .isInstanceOf(Killed.class);
    copy().run();
    assertThat(copied("product")).hasSize(10);
    assertThat(crm.asked).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void a_record_that_comes_twice_on_a_page_and_again_on_the_next_is_stored_once() {
    CrmRecord old = ShelfCrm.aProduct("001", "v1");
    CrmRecord young = ShelfCrm.aProduct("001", "v2");
    CrmRecord other = ShelfCrm.aProduct("002", "v1");
    ShelfCrm twice =
        new ShelfCrm() {
          @Override
          public CrmPage page(CrmKind kind, Optional<String> after) {
            if (kind != CrmKind.PRODUCT) {
              return new CrmPage(List.of(), Optional.empty());
            }
            return after.isEmpty()
                ? new CrmPage(List.of(old, other, young), Optional.of("next"))
                : new CrmPage(List.of(young), Optional.empty());
          }
        };
    new CrmCopy(twice, copying(clock, Progress.NONE, Copying.Settings.DEFAULT)).run();
    assertThat(copied("product"))
        .extracting(r -> r.id() + " " + r.version())
        .containsExactly("001 v2", "002 v1");
  }

  @Test
  void a_record_told_of_while_its_page_was_being_read_keeps_the_newer_copy() {
    crm.stock(2);
    crm.beforePage =
        () -> {
          Instant later = clock.instant().plusSeconds(1);
          MirrorRecord newer = Mirror.of("salesforce", ShelfCrm.aProduct("001", "v2"), later);
          database.transact(sql -> mirror.put(sql, newer));
        };
    copy().run();
    assertThat(copied("product")).extracting(MirrorRecord::version).containsExactly("v2", "v1");
  }

  @Test
  void what_no_page_held_is_deleted_only_when_a_read_by_id_finds_it_gone() {
    crm.stock(4);
    copy().run();
    crm.products.remove("002");
    put(ShelfCrm.aProduct("900", "v1"));
    ShelfCrm hiding =
        new ShelfCrm() {
          @Override
          public Optional<Product> product(String id) {
            return id.equals("900")
                ? Optional.of(ShelfCrm.aProduct("900", "v2"))
                : super.product(id);
          }
        };
    hiding.products.putAll(crm.products);
    clock.advance(REST);
    new CrmCopy(hiding, copying(clock, Progress.NONE, Copying.Settings.DEFAULT)).run();
    assertThat(copied("product"))
        .extracting(r -> r.id() + " " + r.version() + " " + r.deleted())
        .containsExactly(
            "001 v1 false", "002 v1 true", "003 v1 false", "004 v1 false", "900 v2 false");
    assertThat(hiding.asked).contains("product 002").doesNotContain("product 001");
  }

  @Test
  void a_run_looks_for_so_many_missing_records_and_the_next_run_for_the_others() {
    crm.stock(9);
    copy().run();
    crm.products.clear();
    crm.stock(1);
    crm.asked.clear();
    clock.advance(REST);
    CrmCopy slow = copy(clock, new Copying.Settings(REST, 100, 3));
    for (int run = 1; run <= 3; run++) {
      slow.run();
      int deleted = Math.min(8, 3 * run);
      assertThat(copied("product").stream().filter(MirrorRecord::deleted)).hasSize(deleted);
    }
    assertThat(crm.asked.stream().filter(a -> a.startsWith("page"))).hasSize(1);
  }

  @Test
  void a_record_that_another_answers_for_was_merged_and_its_links_follow() {
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    crm.accounts.put("A2", ShelfCrm.anAccount("A2"));
    copy().run();
    database.transact(sql -> links.link(sql, account("A2", "7")));
    crm.accounts.remove("A2");
    crm.merged.put("A2", "A1");
    clock.advance(REST);
    copy().run();
    database.transact(sql -> {
      assertThat(mirror.survivor(sql, "salesforce", "account", "A2")).contains("A1");
      assertThat(mirror.survivor(sql, "salesforce", "account", "A1")).isEmpty();
      assertThat(links.fromLedger(sql, "quickbooks", "us", "customer", "7"))
          .hasValueSatisfying(l -> assertThat(l.crmId() + " " + l.how()).isEqualTo("A1 merged"));
    });
    assertThat(copied("account"))
        .extracting(r -> r.id() + " " + r.deleted())
        .containsExactly("A1 false", "A2 true");
  }

  @Test
  void after_a_rest_all_is_walked_again_and_copies_are_set_right_and_dated() {
    crm.stock(4);
    CrmCopy copy = copy();
    copy.run();
    copy.run();
    assertThat(crm.asked).hasSize(2);
    clock.advance(REST);
    database.transact(sql -> mirror.put(sql, renamed("001")));
    crm.products.put("002", ShelfCrm.aProduct("002", "v2"));
    clock.advance(Duration.ofHours(1));
    copy.run();
    assertThat(crm.asked).hasSize(4);
    assertThat(copied("product")).extracting(MirrorRecord::asOf).containsOnly(clock.instant());
    assertThat(copied("product"))
        .extracting(MirrorRecord::name)
        .startsWith("Product 001 v1", "Product 002 v2");
  }

  @Test
  void a_used_up_quota_ends_the_run_quietly_and_the_next_goes_on() {
    crm.stock(7);
    int[] reads = {0};
    crm.beforePage =
        () -> {
          if (++reads[0] == 2) {
            throw new Fault.Throttled("enough for today", Duration.ofHours(1)).asException();
          }
        };
    CrmCopy copy = copy();
    assertThatCode(copy::run).doesNotThrowAnyException();
    assertThat(copied("product")).hasSize(3);
    copy.run();
    assertThat(copied("product")).hasSize(7);
    assertThat(crm.asked).hasSize(3);
  }

  @Test
  void a_run_reads_no_more_pages_than_it_may() {
    crm.stock(10);
    // Deals, accounts and contacts take a page each, which is empty.
    CrmCopy slow = copy(clock, new Copying.Settings(REST, 5, 10));
    slow.run();
    assertThat(copied("product")).hasSize(6);
    slow.run();
    assertThat(copied("product")).hasSize(10);
  }

  @Test
  void a_kind_that_cannot_be_read_keeps_no_other_from_being_copied() {
    crm.accounts.put("A1", ShelfCrm.anAccount("A1"));
    crm.stock(1);
    boolean[] first = {true};
    crm.beforePage =
        () -> {
          if (first[0]) {
            first[0] = false;
            throw new Fault.Refused("accounts are not for you", "NO").asException();
          }
        };
    assertThatThrownBy(copy()::run).hasMessageContaining("accounts are not for you");
    assertThat(copied("product")).hasSize(1);
  }

  @Test
  void of_two_processes_on_one_walk_the_slower_stores_nothing() {
    crm.stock(7);
    boolean[] first = {true};
    crm.beforePage =
        () -> {
          if (first[0]) {
            first[0] = false;
            copy().run();
          }
        };
    assertThatThrownBy(copy()::run).hasMessageContaining("another process is walking");
    assertThat(copied("product")).hasSize(7);
  }

  @Test
  void a_page_that_comes_after_itself_is_refused() {
    ShelfCrm circling =
        new ShelfCrm() {
          @Override
          public CrmPage page(CrmKind kind, Optional<String> after) {
            return new CrmPage(List.of(), Optional.of("same"));
          }
        };
    assertThatThrownBy(
            new CrmCopy(circling, copying(clock, Progress.NONE, Copying.Settings.DEFAULT))::run)
        .hasMessageContaining("comes the same page");
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Link account(String crmId, String customerId) {
    return new Link(
        "salesforce", "account", crmId, "quickbooks", "us", "customer", customerId, "made", "P-1");
  }

  private MirrorRecord renamed(String id) {
    MirrorRecord r = Mirror.of("salesforce", ShelfCrm.aProduct(id, "v1"), clock.instant());
    return new MirrorRecord(
        r.system(), r.kind(), id, "odd", r.parentId(), r.body(), "v1", r.asOf(), false);
  }

  private void put(CrmRecord record) {
    database.transact(sql -> mirror.put(sql, Mirror.of("salesforce", record, clock.instant())));
  }

  private CrmCopy copy() {
    return copy(clock, Copying.Settings.DEFAULT);
  }

  private CrmCopy copy(InstantSource time, Copying.Settings settings) {
    return new CrmCopy(crm, copying(time, status -> told.add(status.text()), settings));
  }

  private Copying copying(InstantSource time, Progress progress, Copying.Settings settings) {
    return new Copying(database, mirror, links, time, progress, settings);
  }

  private List<MirrorRecord> copied(String kind) {
    return database.inTransaction(sql ->
        sql.ask("select * from mirror_record where kind = :kind order by id")
            .set("kind", kind)
            .list(Mirror::record));
  }
}
