package io.tieout.engine.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    database.transact(sql ->
        sql.run(
                "create table thing (id text constraint thing_key primary key, at timestamptz,"
                    + " amount numeric, body jsonb)")
            .rows());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void values_come_back_as_they_went_in() {
    Instant at = Instant.parse("2026-03-08T07:30:00.123456Z");
    database.transact(sql ->
        sql.run("insert into thing values (:id, :at, :amount, cast(:body as jsonb))")
            .set("id", "a")
            .set("at", at)
            .set("amount", new BigDecimal("12.50"))
            .json("body", Json.object().put("x", new BigDecimal("1.10")).build())
            .once());
    Instant readAt = database.inTransaction(sql -> first(sql, row -> row.instant("at")));
    BigDecimal readAmount = database.inTransaction(sql -> first(sql, row -> row.decimal("amount")));
    Json readBody = database.inTransaction(sql -> first(sql, row -> row.json("body")));
    assertThat(readAt).isEqualTo(at);
    assertThat(readAmount).isEqualByComparingTo("12.5");
    assertThat(readBody.canonical()).isEqualTo("{\"x\":1.1}");
  }

  /// As the database of an older Tieout, whose rooms had fewer migrations in their ranges.
  @Test
  void a_migration_that_came_between_others_is_made_up_for() {
    DatabaseAddress address = TestDatabase.emptyAddress();
    try (Database fresh = Database.open(address)) {
      fresh.transact(sql -> {
        sql.run("drop table given_number, number_series").rows();
        sql.run("delete from flyway_schema_history where version = '026'").once();
      });
    }
    try (Database upgraded = Database.open(address)) {
      boolean there =
          upgraded.inTransaction(sql ->
              sql.ask("select to_regclass('given_number') is not null as there")
                  .one(row -> row.flag("there")));
      assertThat(there).isTrue();
    }
  }

  @Test
  void a_server_that_does_not_answer_is_not_waited_for_without_end() {
    try (Database brief =
        Database.connect(
            TestDatabase.freshAddress(), Duration.ofSeconds(10), Duration.ofSeconds(1))) {
      assertThatThrownBy(() ->
              brief.atOnce(
                  sql -> sql.ask("select pg_sleep(60)::text as slept").one(r -> r.text("slept"))))
          .isInstanceOf(DatabaseException.class)
          .hasStackTraceContaining("Read timed out");
      assertThat(brief.answers()).isTrue();
    }
  }

  @Test
  void while_others_hold_all_connections_work_fails_and_afterwards_it_does_not() {
    DatabaseAddress plain = TestDatabase.freshAddress();
    DatabaseAddress two = new DatabaseAddress(plain.jdbcUrl(), plain.user(), plain.password(), 2);
    try (Database small = Database.connect(two, Duration.ofMillis(300))) {
      List<Boolean> answers = new ArrayList<>();
      assertThat(Crowd.holding(small, 1, () -> answers.add(small.answers()))).isTrue();
      assertThat(Crowd.holding(small, 2, () -> answers.add(small.answers()))).isTrue();
      assertThat(Crowd.holding(small, 3, () -> answers.add(true))).isFalse();
      answers.add(small.answers());
      assertThat(answers).containsExactly(true, false, true);
    }
  }

  @Test
  void integers_of_any_width_nulls_and_lists_of_texts_can_be_read() {
    database.transact(sql -> {
      sql.ask(
              "select cast(7 as int) as i, cast(8 as bigint) as b, cast(null as int) as n,"
                  + " array['x', 'y'] as t")
          .one(row -> {
            assertThat(row.number("i")).isEqualTo(7);
            assertThat(row.number("b")).isEqualTo(8);
            assertThat(row.optNumber("n")).isEmpty();
            assertThat(row.texts("t")).containsExactly("x", "y");
            return row;
          });
    });
  }

  @Test
  void what_throws_is_rolled_back() {
    assertThatThrownBy(() ->
            database.transact(sql -> {
              sql.run("insert into thing (id) values ('a')").once();
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");
    long rows =
        database.inTransaction(
            sql -> sql.ask("select count(*) as n from thing").one(row -> row.number("n")));
    assertThat(rows).isZero();
  }

  @Test
  void a_second_row_with_the_same_key_is_told_apart_from_other_failures() {
    database.transact(sql -> sql.run("insert into thing (id) values ('a')").once());
    assertThatThrownBy(
            () -> database.transact(sql -> sql.run("insert into thing (id) values ('a')").once()))
        .isInstanceOfSatisfying(
            DuplicateKeyException.class, e -> assertThat(e.constraint()).isEqualTo("thing_key"));
  }

  @Test
  void what_waits_for_the_commit_runs_after_it_and_never_after_a_rollback() {
    List<String> told = new ArrayList<>();
    database.transact(sql -> {
      sql.afterCommit(() -> told.add("committed"));
      told.add("inside");
    });
    assertThatThrownBy(() ->
            database.transact(sql -> {
              sql.afterCommit(() -> told.add("wrong"));
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");
    assertThat(told).containsExactly("inside", "committed");
  }

  private static <T> T first(Sql sql, Function<Row, T> reader) {
    return sql.ask("select * from thing").one(reader);
  }
}
