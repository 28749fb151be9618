package io.tieout.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
  private final SettableClock clock = new SettableClock();
  private Database database;
  private Audit audit;
  private AuditChain chain;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    audit = new Audit(clock, new IdSource(clock, new SplittableRandom(7)));
    chain = new AuditChain(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_empty_chain_is_intact() {
    assertThat(chain.verify()).isEqualTo(new Verification.Intact(0, Link.GENESIS));
  }

  @Test
  void entries_are_chained_in_batches_and_the_chain_holds() {
    record(5);
    assertThat(chain.unchained()).isEqualTo(5);
    assertThat(chain.sequence(3)).isEqualTo(3);
    assertThat(chain.sequence(3)).isEqualTo(2);
    assertThat(chain.sequence(3)).isZero();
    assertThat(chain.unchained()).isZero();
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            Verification.Intact.class, i -> assertThat(i.entries()).isEqualTo(5));
  }

  @Test
  void an_entry_lives_and_dies_with_its_transaction() {
    assertThatThrownBy(() ->
            database.transact(sql -> {
              audit.record(sql, entry("deal/1"));
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");
    assertThat(chain.unchained()).isZero();
  }

  @Test
  void an_entry_committed_late_is_chained_after_later_ones()
      throws InterruptedException, ExecutionException {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> late =
          threads.submit(() ->
              database.transact(sql -> {
                audit.record(sql, entry("late"));
                written.countDown();
                await(commit);
              }));
      await(written);
      database.transact(sql -> audit.record(sql, entry("early")));
      assertThat(chain.sequence(10)).isEqualTo(1);
      database.transact(sql -> audit.record(sql, entry("early too")));
      assertThat(chain.sequence(10)).isEqualTo(1);
      commit.countDown();
      late.get();
    }
    assertThat(chain.sequence(10)).isEqualTo(1);
    assertThat(chain.story("late").getFirst().seq()).contains(3L);
    assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  void a_new_sequencer_goes_on_where_the_last_one_stopped() {
    record(2);
    chain.sequence(10);
    record(2);
    assertThat(new AuditChain(database, clock).sequence(10)).isEqualTo(2);
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            Verification.Intact.class, i -> assertThat(i.entries()).isEqualTo(4));
  }

  @Test
  void one_process_chains_at_a_time() {
    record(1);
    database.transact(sql -> {
      sql.ask("select true as held from (select pg_advisory_xact_lock(7010010)) l")
          .one(row -> row.flag("held"));
      assertThat(onOtherThread()).isZero();
    });
    assertThat(chain.sequence(10)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'x'",
        "delete from audit_entry",
        "truncate audit_entry cascade",
        "update audit_chain set seq = seq + 10",
        "delete from audit_chain",
        "truncate audit_chain"
      })
  void the_database_refuses_to_change_what_is_recorded(String statement) {
    record(1);
    chain.sequence(1);
    assertThatThrownBy(() -> database.transact(sql -> sql.run(statement).rows()))
        .hasMessageContaining("the audit is append-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set details = '{\"amount\": 99}' where id = 2",
        "update audit_entry set at = at + interval '1 second' where id = 2",
        "update audit_entry set refs = '{}' where id = 2",
        "update audit_entry set names = '{}' where id = 2",
        "update audit_chain set chained_at = chained_at - interval '1 day' where seq = 2",
        "update audit_chain set hash = repeat('0', 64) where seq = 2"
      })
  void changed_content_is_found(String tampering) {
    assertBroken(tampering, 2, "changed");
  }

  @Test
  void a_missing_link_is_found() {
    assertBroken("delete from audit_chain where seq = 2", 2, "link 2 is missing");
  }

  @Test
  void a_deleted_entry_is_found() {
    assertBroken("delete from audit_entry where id = 2", 2, "its entry is gone");
  }

  @Test
  void a_link_to_another_predecessor_is_found() {
    assertBroken(
        "update audit_chain set previous_hash = repeat('0', 64) where seq = 3",
        3,
        "does not follow the link before");
  }

  @Test
  void an_entry_chained_twice_is_found() {
    assertBroken("update audit_chain set entry = 1 where seq = 3", 3, "chained twice");
  }

  @Test
  void a_story_is_found_by_subject_reference_id_or_number_in_any_case() {
    AuditEntry filed = entry("salesforce/deal/006A", "P-1");
    AuditEntry created = entry("salesforce/deal/006A", "P-1", "quickbooks/invoice/12", "INV-1042");
    AuditEntry other = entry("salesforce/deal/006B", "P-2");
    database.transact(sql -> List.of(filed, created, other).forEach(e -> audit.record(sql, e)));
    chain.sequence(2);
    for (String name :
        List.of("salesforce/deal/006A", "006a", "P-1", "quickbooks/invoice/12", "12", "inv-1042")) {
      assertThat(chain.story(name))
          .as(name)
          .extracting(Told::entry)
          .containsExactly(filed, created);
    }
    assertThat(chain.story("P-2")).extracting(Told::seq).containsExactly(Optional.empty());
    assertThat(chain.story("nothing")).isEmpty();
  }

  private void assertBroken(String tampering, long seq, String why) {
    record(4);
    chain.sequence(10);
    assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
    database.transact(sql -> {
      // What somebody with all rights to the database could do.
      sql.run("alter table audit_entry disable trigger user").rows();
      sql.run("alter table audit_chain disable trigger user").rows();
      sql.run("alter table audit_chain drop constraint audit_chain_entry_exists").rows();
      sql.run("alter table audit_chain drop constraint audit_chain_entry_once").rows();
      sql.run(tampering).once();
    });
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            Verification.Broken.class,
            b -> {
              assertThat(b.seq()).isEqualTo(seq);
              assertThat(b.why()).contains(why);
            });
  }

  private int onOtherThread() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.submit(() -> chain.sequence(10)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void record(int count) {
    for (int i = 0; i < count; i++) {
      String subject = "deal/" + i;
      database.transact(sql -> audit.record(sql, entry(subject, "P-" + subject)));
    }
  }

  private static AuditEntry entry(String subject, String... refs) {
    Json.Obj details =
        Json.object().put("amount", new BigDecimal("12.50")).put("note", "Grüße ✓").build();
    return new AuditEntry(subject, List.of(refs), "person:U1", "proposal filed", details);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
