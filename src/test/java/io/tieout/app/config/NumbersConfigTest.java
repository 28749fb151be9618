package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.ledger.NumberPattern;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How invoices of a book are numbered.
class NumbersConfigTest extends ConfigCase {
  private static final String XERO =
      """
      xero:
        - book: de
          tenant_id: 45e4708e-d862-4111-ab3a-dd8cd03913e1
          client_id: ABC
          client_secret: ${XERO_CLIENT_SECRET}
          webhook_key: ${XERO_WEBHOOK_KEY}
          invoice_numbers: DE-{year}-{number:5}
      routing:
        - book: main
      """;

  @Test
  void a_book_numbers_its_invoices_itself_unless_a_pattern_is_written() {
    assertThat(read(SMALL).config().books().getFirst().billing().numbers()).isEmpty();
  }

  @Test
  void each_book_has_its_own_sequence() {
    String both = quickbooks("invoice_numbers: US-{number}", "invoice_numbers_from: 57") + XERO;
    assertThat(read(both).config().books().stream().map(b -> b.billing().numbers()).toList())
        .containsExactly(
            Optional.of(new NumberPattern("US-{number}", 57, 21)),
            Optional.of(new NumberPattern("DE-{year}-{number:5}", 1, 255)));
  }

  @Test
  void a_pattern_that_cannot_be_used_is_told() {
    assertThat(problems(quickbooks("invoice_numbers: US-{year}")))
        .containsExactly(
            "quickbooks[1].invoice_numbers 'US-{year}' must hold {number} once; write for example INV-{year}-{number:5}");
    assertThat(problems(quickbooks("invoice_numbers: TIDEWATER-US-{year}-{number:6}")))
        .containsExactly(
            "quickbooks[1].invoice_numbers 'TIDEWATER-US-{year}-{number:6}' fills 24 characters, the book takes 21; shorten it");
    assertThat(problems(quickbooks("invoice_numbers: US-{number}", "invoice_numbers_from: 0")))
        .containsExactly(
            "quickbooks[1].invoice_numbers_from is 0; use a whole number from 1 to 1000000000");
  }

  @Test
  void a_first_number_of_no_sequence_is_told() {
    assertThat(problems(quickbooks("invoice_numbers_from: 5")))
        .containsExactly(
            "quickbooks[1].invoice_numbers_from numbers nothing without invoice_numbers; write a pattern");
  }

  private static String quickbooks(String... lines) {
    return SMALL.replace(
        "    client_id: ABc\n", "    " + String.join("\n    ", lines) + "\n    client_id: ABc\n");
  }
}
