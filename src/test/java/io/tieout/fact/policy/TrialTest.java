package io.tieout.fact.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tieout.fact.change.Circumstances;
import io.tieout.value.money.Amounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {
  private static Trial of(ChangeKind kind, String amount, String discount) throws IOException {
    Policy shipped =
        Policy.parse(Files.readString(Path.of("src/main/resources/policy/default.yaml")));
    return Trial.of(
        shipped,
        new Case(
            kind,
            new Circumstances(
                Amounts.exact("USD", amount), false, true, new BigDecimal(discount), 0)));
  }

  @Test
  void a_rule_that_lacks_one_condition_says_which_and_what_would_come_of_it() throws IOException {
    assertThat(of(ChangeKind.CREATE_INVOICE, "99999.99", "25").near())
        .extracting(Trial.NearMiss::ruleId, Trial.NearMiss::lacks, Trial.NearMiss::changes)
        .containsExactly(
            tuple("large-invoice", "from USD 100,000.00", true),
            tuple("new-customer", "to a new customer", false),
            tuple("other-terms", "with other terms than usual", false),
            tuple("suggested-mapping", "with at least 1 matched by name only", false));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE_INVOICE, every-invoice",
    "UNDO_INVOICE, undone-invoices",
    "CHANGE_POLICY, policy",
    "DRAFT_INVOICE, drafts"
  })
  void every_kind_is_ruled_on_as_it_would_be_filed(ChangeKind kind, String rule)
      throws IOException {
    assertThat(of(kind, "10.00", "0").ruling().because().getFirst().ruleId()).isEqualTo(rule);
  }

  @Test
  void an_undo_is_asked_of_no_less_than_the_invoice() throws IOException {
    assertThat(of(ChangeKind.UNDO_INVOICE, "5.00", "25").ruling())
        .isInstanceOfSatisfying(
            Ruling.Ask.class, ask -> assertThat(Layer.spoken(ask.layers())).isEqualTo("cfo"));
  }
}
