package io.tieout.app.sandbox;

import io.tieout.engine.db.Database;
import io.tieout.engine.effect.Mark;
import io.tieout.sandbox.host.Mishap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whenever the process dies, another one finishes the work, and everything is made exactly once.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledProcessTest {
  private static final List<String> STEPS =
      List.of("create-customer", "create-invoice", "attach-quote", "write-back", "log-activity");
  private static final int MOST_MILLIS = 900;

  static Stream<Arguments> deaths() {
    return STEPS.stream()
        .flatMap(step -> Arrays.stream(Mark.values()).map(mark -> Arguments.of(step, mark)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("deaths")
  void dead_at_any_boundary_of_any_effect_it_is_made_exactly_once(String step, Mark mark) {
    try (KilledDeal deal = KilledDeal.in(step + "-" + mark)) {
      try (HouseProcess first = deal.house(Optional.of(new ChildHouse.Death(mark, step)))) {
        deal.approved();
        first.died(ChildHouse.DIED_AT_MARK);
      }
      deal.finishedByAnother();
      deal.doneOnce();
      deal.nothingSentTwice();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void killed_at_any_moment_after_the_click_it_is_made_exactly_once(long seed) {
    Duration delay = Duration.ofMillis(new Random(seed).nextInt(MOST_MILLIS));
    try (KilledDeal deal = KilledDeal.in("moment-" + seed)) {
      try (HouseProcess first = deal.house(Optional.empty())) {
        deal.approved();
        first.live(delay);
        first.kill();
      }
      deal.finishedByAnother();
      deal.doneOnce();
      deal.nothingSentTwice();
    }
  }

  @Test
  void a_click_that_was_acknowledged_and_not_worked_on_is_not_lost() {
    try (KilledDeal deal = KilledDeal.in("acknowledged")) {
      try (HouseProcess first = deal.house(Optional.empty());
          Database database = Database.open(deal.database())) {
        deal.asked();
        database.transact(sql -> {
          // Who holds the request keeps every vote on it waiting.
          sql.ask("select id from approval_request for update").one(row -> row.text("id"));
          deal.clicked();
          first.kill();
        });
        deal.nothingWritten();
      }
      deal.finishedByAnother();
      deal.doneOnce();
      deal.nothingSentTwice();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300})
  void an_invoice_whose_answer_was_lost_before_the_process_died_is_found_again(long millis) {
    try (KilledDeal deal = KilledDeal.in("answer-lost-" + millis)) {
      deal.vendors()
          .quickbooks()
          .weather()
          .arm(
              Mishap.ANSWER_LOST,
              1,
              call -> call.method().equals("POST") && call.path().endsWith("/invoice"));
      try (HouseProcess first = deal.house(Optional.empty())) {
        deal.approved();
        first.aliveUntil(
            "the answer was lost", () -> deal.vendors().quickbooks().weather().pending() == 0);
        first.live(Duration.ofMillis(millis));
        first.kill();
      }
      deal.finishedByAnother();
      deal.doneOnce();
      deal.nothingSentTwice();
    }
  }
}
