package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.work.drift.DriftChoice;
import io.tieout.work.drift.DriftKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What of a book's drift is told.
class DriftConfigTest extends ConfigCase {
  private DriftChoice chosen(String... lines) {
    return read(quickbooks(lines)).config().books().getFirst().drift();
  }

  @Test
  void everything_is_told_unless_something_is_chosen() {
    assertThat(read(SMALL).config().books().getFirst().drift()).isEqualTo(DriftChoice.ALL);
    assertThat(chosen("drift:", "  watch: []").kinds()).isEmpty();
    assertThat(chosen("drift:", "  since: 2026-03-01", "  watch: [voided, paid_differently]"))
        .isEqualTo(
            new DriftChoice(
                Optional.of(LocalDate.parse("2026-03-01")),
                Set.of(DriftKind.VOIDED, DriftKind.PAID_DIFFERENTLY)));
  }

  @Test
  void what_cannot_be_used_is_told_with_what_can() {
    assertThat(
            problems(
                quickbooks(
                    "drift:", "  since: last week", "  watch: [voided, moved]", "  from: 1")))
        .containsExactlyInAnyOrder(
            "quickbooks[1].drift.since 'last week' is no day; write for example 2026-01-31",
            "quickbooks[1].drift.watch 'moved' is not known; known are edited, voided, deleted, credited, paid_differently, created_outside",
            "quickbooks[1].drift.from is not known here; known are since, watch");
  }

  private static String quickbooks(String... lines) {
    return SMALL.replace(
        "    client_id: ABc\n", "    " + String.join("\n    ", lines) + "\n    client_id: ABc\n");
  }
}
