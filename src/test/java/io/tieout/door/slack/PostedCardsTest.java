package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostedCardsTest {
  @Test
  void a_request_s_card_is_found_and_a_finding_s_is_not_taken_for_it() {
    try (Database database = TestDatabase.fresh()) {
      Cards cards = new Cards(database, new SettableClock());
      cards.remember("request R-1", new Cards.Place("C1", "1700000000.000100"));
      cards.remember("request R-2", new Cards.Place("C2", "1700000000.000200"));
      cards.remember("finding R-3", new Cards.Place("C3", "1700000000.000300"));

      Map<String, PostedCards.Posted> posted =
          database.inTransaction(sql -> PostedCards.of(sql, List.of("R-1", "R-3", "R-4")));
      assertThat(posted)
          .containsExactly(Map.entry("R-1", new PostedCards.Posted("C1", "1700000000.000100")));
    }
  }
}
