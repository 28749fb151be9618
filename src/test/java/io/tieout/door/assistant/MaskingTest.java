package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Personal data becomes tokens on the way out and data again on the way back.
class MaskingTest {
  private static final List<String> PEOPLE = List.of("Pia Moreno", "Ana de la Cruz");
  private final Masking masking =
      Masking.with(phrases ->
          phrases.stream()
              .filter(phrase -> PEOPLE.stream().anyMatch(phrase::equalsIgnoreCase))
              .toList());

  @Test
  void what_is_masked_comes_back() {
    String text =
        "Pia Moreno (pia@acme.example, +1 415 555 0132) paid from DE89 3704 0044 0532 0130 00";

    String masked = masking.mask(text);

    assertThat(masked).isEqualTo("<person-1> (<email-1>, <phone-1>) paid from <iban-1>");
    assertThat(masking.restore(masked)).isEqualTo(text);
  }

  @Test
  void one_value_has_one_token_in_any_spelling_of_case() {
    assertThat(masking.mask("pia@acme.example and bo@acme.example"))
        .isEqualTo("<email-1> and <email-2>");
    assertThat(masking.mask("PIA@ACME.EXAMPLE, pia moreno, Pia  Moreno's"))
        .isEqualTo("<email-1>, <person-1>, <person-1>'s");
  }

  @Test
  void names_are_found_wherever_they_stand() {
    assertThat(
            masking.mask("**Pia Moreno**: ask Ana de la Cruz. Not Pia or Moreno, not Pia, Moreno"))
        .isEqualTo("**<person-1>**: ask <person-2>. Not Pia or Moreno, not Pia, Moreno");
  }

  @Test
  void a_mention_of_a_slack_user_is_a_person() {
    String masked = masking.mask("<@U0CARO> may approve");
    assertThat(masked).isEqualTo("<person-1> may approve");
    assertThat(masking.restore(masked)).isEqualTo("<@U0CARO> may approve");
  }

  @Test
  void a_text_that_looks_like_a_token_does_not_become_somebodys_data() {
    String masked = masking.mask("pia@acme.example says <email-1> and <person-9>");

    assertThat(masked).isEqualTo("<email-1> says <text-1> and <text-2>");
    assertThat(masking.restore(masked)).isEqualTo("pia@acme.example says <email-1> and <person-9>");
  }

  @Test
  void a_token_that_nobody_was_given_stays() {
    assertThat(masking.restore("write to <email-7>")).isEqualTo("write to <email-7>");
  }

  @Test
  void a_model_that_escapes_its_brackets_is_understood() {
    masking.mask("pia@acme.example");
    assertThat(masking.restore("write to &lt;email-1&gt;")).isEqualTo("write to pia@acme.example");
  }

  @Test
  void trees_are_masked_in_their_texts_and_keep_their_shape() {
    Json.Obj tree =
        Json.object()
            .put("say", "to\npia@acme.example")
            .put("rows", Json.texts(List.of("Pia Moreno", "USD 48,000.00")))
            .put("count", 2)
            .build();

    Json masked = masking.mask(tree);

    assertThat(masked)
        .isEqualTo(
            Json.object()
                .put("say", "to\n<email-1>")
                .put("rows", Json.texts(List.of("<person-1>", "USD 48,000.00")))
                .put("count", 2)
                .build());
    assertThat(masking.restore(masked)).isEqualTo(tree);
  }

  @Test
  void ids_amounts_and_dates_are_the_models_to_see() {
    String text = "Invoice **1042** to Acme Corporation over USD 1,200.00, due 2026-11-16, 006A";
    assertThat(masking.mask(text)).isEqualTo(text);
  }

  @Test
  void nothing_is_masked_for_code_in_this_process() {
    assertThat(Masking.off().mask("pia@acme.example")).isEqualTo("pia@acme.example");
  }

  @Test
  void phrases_are_runs_of_two_to_four_words() {
    assertThat(Masking.phrases("ask Pia Moreno's boss. Now"))
        .contains("Pia Moreno", "Moreno's boss", "ask Pia Moreno", "ask Pia Moreno's boss")
        .doesNotContain("Pia", "ask");
  }
}
