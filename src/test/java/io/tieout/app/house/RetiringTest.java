package io.tieout.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Told;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Receipt;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.retention.Retention;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is removed by age, and what is not, on real tables.
class RetiringTest {
  private final SettableClock clock = new SettableClock();
  private Database database;
  private Retention retention;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database, clock);
    retention =
        new Retention(
            database,
            new Audit(clock, new IdSource(clock, new SplittableRandom(3))),
            clock,
            Retiring.kinds(RetentionSettings.DEFAULT));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void bodies_of_signals_go_when_their_work_is_long_done_and_their_keys_stay() {
    arrived("done", "done");
    arrived("waiting", "waiting");
    clock.advance(Duration.ofDays(89));
    assertThat(retention.run()).containsEntry("signal_bodies", 0);

    clock.advance(Duration.ofDays(2));
    arrived("young", "done");
    assertThat(retention.run()).containsEntry("signal_bodies", 1);

    assertThat(bodies())
        .isEqualTo(
            Map.of(
                "done",
                "{}",
                "waiting",
                "{\"mail\":\"p@x.example\"}",
                "young",
                "{\"mail\":\"p@x.example\"}"));
    assertThat(inbox.accept(signal("done"))).isInstanceOf(Receipt.Duplicate.class);
    assertThat(retention.run()).containsEntry("signal_bodies", 0);
  }

  @Test
  void a_signal_that_was_worked_on_late_keeps_its_body_from_then_on() {
    arrived("late", "waiting");
    clock.advance(Duration.ofDays(100));
    database.transact(sql -> {
      sql.run("update signal_work set state = 'done', attempts = 1").once();
      sql.run(
              """
              insert into signal_attempt (signal, attempt, worker, ended_at, outcome, message)
              select signal, 1, 'w', :at, 'done', 'told p@x.example' from signal_work
              """)
          .set("at", clock.instant())
          .once();
    });
    assertThat(retention.run()).containsEntry("signal_bodies", 0);

    clock.advance(Duration.ofDays(91));
    assertThat(retention.run()).containsEntry("signal_bodies", 1);
    assertThat(texts("select message as t from signal_attempt")).containsExactly("");
  }

  @Test
  void copies_of_deleted_records_go_and_living_ones_stay() {
    copy("gone", true);
    copy("there", false);
    clock.advance(Duration.ofDays(31));
    copy("gone lately", true);

    assertThat(retention.run()).containsEntry("deleted_copies", 1);
    assertThat(texts("select id as t from mirror_record order by id"))
        .containsExactly("gone lately", "there");
  }

  @Test
  void what_was_said_and_told_goes_after_a_month_and_what_is_still_to_be_told_stays() {
    said("old");
    notice("told", "delivered");
    notice("given up", "set aside");
    notice("to be told", "waiting");
    clock.advance(Duration.ofDays(31));
    said("new");

    assertThat(retention.run()).containsEntry("transcripts", 1).containsEntry("notices", 2);
    assertThat(texts("select words as t from slack_said")).containsExactly("new");
    assertThat(texts("select notice_id as t from notice_outbox")).containsExactly("to be told");
  }

  @Test
  void resolved_findings_go_after_two_years_and_open_ones_stay_however_old() {
    finding("F-1", true);
    finding("F-2", false);
    clock.advance(Duration.ofDays(729));
    assertThat(retention.run()).containsEntry("resolved_findings", 0);

    clock.advance(Duration.ofDays(2));
    assertThat(retention.run()).containsEntry("resolved_findings", 1);
    assertThat(texts("select id as t from finding")).containsExactly("F-2");
    assertThat(texts("select finding as t from finding_event")).isEmpty();
  }

  @Test
  void of_the_history_of_jobs_the_last_run_of_each_stays() {
    run("poll");
    run("poll");
    run("sweep");
    clock.advance(Duration.ofDays(91));

    assertThat(retention.run()).containsEntry("job_runs", 1);
    assertThat(texts("select job as t from job_run order by id")).containsExactly("poll", "sweep");
  }

  @Test
  void many_go_in_several_batches_each_told_in_the_chain() {
    database.transact(sql ->
        sql.run(
                """
                insert into slack_said (channel, thread, who, words, at)
                select 'C', 'T', 'PERSON', 'line ' || n, :at from generate_series(1, 2300) n
                """)
            .set("at", clock.instant())
            .rows());
    clock.advance(Duration.ofDays(31));

    assertThat(retention.run()).containsEntry("transcripts", 2300);

    AuditChain chain = new AuditChain(database, clock);
    chain.sequence(100);
    List<Told> told = chain.story("retention/transcripts");
    assertThat(told)
        .extracting(t -> t.entry().details().integer("removed"))
        .containsExactly(1000, 1000, 300);
    assertThat(told.getFirst().entry().details().text("before"))
        .isEqualTo(clock.instant().minus(Duration.ofDays(30)).toString());
    assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  void what_somebody_works_on_is_left_to_the_next_run() {
    said("locked");
    said("free");
    clock.advance(Duration.ofDays(31));
    database.transact(sql -> {
      sql.ask("select id from slack_said where words = 'locked' for update")
          .one(row -> row.number("id"));
      assertThat(elsewhere()).isEqualTo(1);
    });
    assertThat(retention.run()).containsEntry("transcripts", 1);
  }

  @Test
  void records_are_kept_to_the_end_of_the_tenth_calendar_year() {
    assertThat(RetentionSettings.DEFAULT.recordsKeptUntil(Instant.parse("2026-01-02T00:00:00Z")))
        .isEqualTo("2036-12-31");
  }

  private int elsewhere() {
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.submit(() -> retention.run().getOrDefault("transcripts", -1)).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signal signal(String key) {
    return new Signal(
        "crm", key, "deal/" + key, "told", Json.object().put("mail", "p@x.example").build());
  }

  private void arrived(String key, String state) {
    inbox.accept(signal(key));
    database.transact(sql ->
        sql.run("update signal_work set state = :state, attempts = 1 where subject = :subject")
            .set("state", state)
            .set("subject", "deal/" + key)
            .once());
  }

  private Map<String, String> bodies() {
    return database.inTransaction(sql ->
        sql
            .ask("select dedupe_key, body from signal")
            .list(row -> Map.entry(row.text("dedupe_key"), row.json("body").canonical()))
            .stream()
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private void copy(String id, boolean deleted) {
    write(
        """
        insert into mirror_record
          (system, kind, id, name, body, version, as_of, deleted, numbers)
        values ('salesforce', 'contact', :text, 'Pia', '{}', '1', :at, %s, '{}')
        """
            .formatted(deleted),
        id);
  }

  private void said(String words) {
    write(
        """
        insert into slack_said (channel, thread, who, words, at)
        values ('C1', '1.2', 'PERSON', :text, :at)
        """,
        words);
  }

  private void notice(String id, String state) {
    write(
        """
        insert into notice_outbox (notice_id, key, body, posted_at, state, not_before, ended_at)
        values (:text, 'channel', '{}', :at, '%s', :at, %s)
        """
            .formatted(state, state.equals("waiting") ? "null" : ":at"),
        id);
  }

  private void finding(String id, boolean resolved) {
    write(
        """
        insert into finding
          (id, dedupe_key, occurrence, kind, subject, title, text, choices, raised_at)
        values (:text, :text, 1, 'k', 's', 't', '', '[]', :at)
        """,
        id);
    if (resolved) {
      write(
          """
          insert into finding_event (finding, what, at, why) values (:text, 'resolved', :at, 'gone')
          """,
          id);
    }
  }

  private void run(String job) {
    write(
        """
        insert into job_run (job, runner, started_at, ended_at, outcome, message)
        values (:text, 'r', :at, :at, 'done', '')
        """,
        job);
  }

  private void write(String statement, String text) {
    database.transact(
        sql -> sql.run(statement).set("text", text).set("at", clock.instant()).once());
  }

  private List<String> texts(String question) {
    return database.inTransaction((Sql sql) -> sql.ask(question).list(row -> row.text("t")));
  }
}
