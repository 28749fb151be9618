package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A person who clicks does not wait until deals are worked off.
class PeopleFirstTest {
  private static final Scene SCENE = new Scene();
  private static final int WORKERS = 6;
  private static final int DEALS = 9;

  /// A deal is read in some thirty calls, so none is done while this test looks.
  private static final Duration SLOW = Duration.ofSeconds(3);

  @AfterAll
  static void close() {
    SCENE.crm.weather().delay(Duration.ZERO);
    SCENE.close();
  }

  @Test
  void a_click_is_seen_while_all_that_work_on_deals_are_busy() {
    Post card = SCENE.board.asked(SCENE.won().word());
    List<Sale> others = IntStream.range(0, DEALS).mapToObj(_ -> SCENE.sale().made()).toList();
    SCENE.awaitQuiet();
    long before = SCENE.count("select max(id) as n from signal");
    SCENE.crm.weather().delay(SLOW);
    others.forEach(Sale::win);
    SCENE.awaitThat("all are busy", () -> deals("working", before) == WORKERS);
    SCENE.awaitThat("more wait", () -> deals("waiting", before) >= DEALS - WORKERS);

    SCENE.board.clickLate(Scene.CARO, card, "approve");
    SCENE.awaitThat("the click is seen", () -> !SCENE.board.now(card).offers("approve"));
    assertThat(deals("done", before)).as("deals that were done meanwhile").isZero();
    assertThat(deals("working", before)).isEqualTo(WORKERS);

    SCENE.crm.weather().delay(Duration.ZERO);
    SCENE.board.becomes(card, Board.POSTED);
  }

  private static long deals(String state, long after) {
    return SCENE
        .database()
        .inTransaction(sql ->
            sql.ask(
                    """
                    select count(*) as n from signal s join signal_work w on w.signal = s.id
                     where s.source = 'crm' and s.id > :after and w.state = :state
                    """)
                .set("after", after)
                .set("state", state)
                .one(row -> row.number("n")));
  }
}
