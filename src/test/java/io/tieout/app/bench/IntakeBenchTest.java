package io.tieout.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeBenchTest {
  @Test
  void every_webhook_that_was_answered_is_in_the_table_exactly_once() {
    DatabaseAddress address = TestDatabase.freshAddress();
    List<Report.Point> told = new ArrayList<>();
    Report report =
        new IntakeBench(
                address,
                new IntakeBench.Options(1, 0, List.of(1, 4), 1, true),
                InstantSource.system())
            .run(told::add);

    assertThat(report.consistent()).isTrue();
    assertThat(report.points())
        .isEqualTo(told)
        .extracting(Report.Point::clients)
        .containsExactly(1, 4);
    int webhooks = told.stream().mapToInt(p -> p.intake().stored()).sum();
    int plain = told.stream().mapToInt(p -> p.plain().stored()).sum();
    assertThat(report.answered()).isEqualTo(webhooks).isPositive();
    try (Database database = Database.open(address)) {
      assertThat(count(database, "like 'webhook:main:bench-%'")).isEqualTo(webhooks);
      assertThat(count(database, "like 'plain:%'")).isEqualTo(plain).isPositive();
    }
    assertThat(told).allSatisfy(IntakeBenchTest::assertSound);
  }

  @Test
  void the_report_tells_what_does_not_hold() {
    Report lost = report(new Report.Consistency(9, 1, 0));
    assertThat(lost.consistent()).isFalse();
    assertThat(report(new Report.Consistency(11, 0, 1)).consistent()).isFalse();
    assertThat(report(new Report.Consistency(10, 0, 0)).consistent()).isTrue();
    Json.Obj json = lost.json();
    assertThat(json.flag("consistent")).isFalse();
    assertThat(json.list("ratios")).containsExactly(Json.of(new BigDecimal("0.50")));
  }

  private static void assertSound(Report.Point point) {
    for (Report.Measured side : List.of(point.intake(), point.plain())) {
      assertThat(side.answers()).isGreaterThanOrEqualTo(side.stored());
      assertThat(side.p99()).isGreaterThanOrEqualTo(side.p50());
      assertThat(side.p50()).isPositive();
      assertThat(side.perSecond()).isPositive();
      assertThat(side.cpuMicros()).isPositive();
      // A second long: the rate is the number, but for the last answers' time.
      assertThat(side.perSecond()).isLessThanOrEqualTo(BigDecimal.valueOf(side.stored()));
    }
    assertThat(point.ratio()).isPositive();
  }

  private static Report report(Report.Consistency consistency) {
    Report.Measured slow = measured("50");
    return new Report(
        new Setting(2, "18.4", "on", "on"),
        new IntakeBench.Options(1, 0, List.of(1), 0, false),
        List.of(new Report.Point(1, slow, measured("100"))),
        10,
        consistency);
  }

  private static Report.Measured measured(String perSecond) {
    return new Report.Measured(
        10, 10, new BigDecimal(perSecond), BigDecimal.ONE, BigDecimal.TEN, 1, 1);
  }

  private static long count(Database database, String which) {
    return database.inTransaction(sql ->
        sql.ask("select count(*) as n from signal where dedupe_key " + which)
            .one(row -> row.number("n")));
  }
}
