package io.tieout.work.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.work.invoicing.Outside;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When the watch over a book begins.
class WatchedBookTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /// Half past midnight in New York, where it is still the day before for books in California.
  private static final Instant ARRIVAL = Instant.parse("2026-11-23T05:30:00Z");

  @Test
  void on_the_day_of_arrival_the_books_may_have_the_day_before() {
    Watched watched = since(Optional.empty());
    assertThat(watched.from()).isEqualTo(ARRIVAL);
    assertThat(watched.firstDay()).isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @Test
  void a_day_that_was_chosen_is_the_first_one() {
    Watched watched = since(Optional.of(LocalDate.of(2026, 11, 1)));
    assertThat(watched.from()).isEqualTo(Instant.parse("2026-11-01T04:00:00Z"));
    assertThat(watched.firstDay()).isEqualTo(LocalDate.of(2026, 11, 1));
  }

  private static Watched since(Optional<LocalDate> day) {
    DriftChoice choice = new DriftChoice(day, Set.of(DriftKind.values()));
    return new WatchedBook(new Outside.MemoryLedger(), NEW_YORK, choice).since(ARRIVAL);
  }
}
