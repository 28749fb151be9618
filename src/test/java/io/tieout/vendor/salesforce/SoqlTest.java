package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoqlTest {
  @Test
  void a_statement_is_built_from_its_parts() {
    Soql soql =
        Soql.select(List.of("Id", "Owner.Name"), "Opportunity")
            .equal("Name", "O'Neil \\ Co")
            .in("StageName", List.of("A", "B'"))
            .from("SystemModstamp", Instant.parse("2026-11-22T08:00:00.123456Z"))
            .before("SystemModstamp", Instant.parse("2026-11-22T09:00:00Z"))
            .isTrue("IsWon")
            .ascending("CloseDate")
            .descending("Id")
            .first(5);

    assertThat(soql.text())
        .isEqualTo(
            "SELECT Id, Owner.Name FROM Opportunity WHERE Name = 'O\\'Neil \\\\ Co'"
                + " AND StageName IN ('A', 'B\\'')"
                + " AND SystemModstamp >= 2026-11-22T08:00:00.123Z"
                + " AND SystemModstamp < 2026-11-22T09:00:00Z AND IsWon = true"
                + " ORDER BY CloseDate, Id DESC LIMIT 5");
    assertThat(soql.count()).startsWith("SELECT COUNT() FROM Opportunity WHERE Name = ");
  }

  @Test
  void no_text_whatever_can_end_its_literal() {
    Random random = new Random(20261122);
    String alphabet = "'\"\\ab \n\r\t\b\f%_);--";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String literal = Soql.quoted(text.toString());
      assertThat(closingQuote(literal))
          .as("where %s ends", literal)
          .isEqualTo(literal.length() - 1);
    }
  }

  @Test
  void a_name_from_outside_that_is_more_than_a_name_is_refused() {
    for (String name : List.of("Id FROM User", "Id,Name", "", "1Id", "a.", "(SELECT Id FROM X)")) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> Soql.select(List.of(name), "Opportunity"));
    }
  }

  /// Where a reader of the literal finds its end: the first quote that no backslash escapes.
  private static int closingQuote(String literal) {
    int at = 1;
    while (literal.charAt(at) != '\'') {
      at += literal.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
