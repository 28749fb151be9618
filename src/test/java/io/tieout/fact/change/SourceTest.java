package io.tieout.fact.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void nothing_moved_means_no_difference() {
    assertThat(Source.differences(List.of(deal("1", "v1")), List.of(deal("1", "v1")))).isEmpty();
  }

  @Test
  void a_changed_field_is_named_with_both_values() {
    assertThat(Source.differences(List.of(deal("100.00", "v1")), List.of(deal("120.00", "v2"))))
        .extracting(Source.Difference::sentence)
        .containsExactly("deal “Acme renewal”: amount was 100.00, is 120.00");
  }

  @Test
  void a_version_that_moved_alone_is_a_difference_too() {
    assertThat(Source.differences(List.of(deal("1", "v1")), List.of(deal("1", "v2"))))
        .extracting(Source.Difference::field)
        .containsExactly("version");
  }

  @Test
  void records_that_came_or_went_are_told() {
    Source line = new Source("salesforce", "deal line", "00k", "Seats", "v1", Map.of());
    assertThat(Source.differences(List.of(line), List.of()))
        .extracting(Source.Difference::sentence)
        .containsExactly("deal line “Seats”: record was 00k, is gone");
    assertThat(Source.differences(List.of(), List.of(line)))
        .extracting(Source.Difference::sentence)
        .containsExactly("deal line “Seats”: record was absent, is 00k");
  }

  private static Source deal(String amount, String version) {
    return new Source(
        "salesforce", "deal", "006", "Acme renewal", version, Map.of("amount", amount));
  }
}
