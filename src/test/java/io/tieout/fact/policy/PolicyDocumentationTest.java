package io.tieout.fact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `docs/policy.md` shows can be used as it stands.
class PolicyDocumentationTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `((?!proceed|refuse|ask|any_of|all_of|chain)[a-z_]+: [^`]+)` \\|.*");
  private static final Pattern OUTCOME =
      Pattern.compile("\\| `((?:proceed|refuse|ask|any_of|all_of|chain): [^`]+)` \\|.*");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/policy.md"));
  }

  private static Policy with(String when, String then) {
    return Policy.parse(
        "version: v\nladder: [ar_clerk, controller, cfo]\nrules:\n  - {id: a, when: {%s}, then: {%s}, because: so}"
            .formatted(when, then));
  }

  @Test
  void the_example_is_a_policy_without_warnings() throws IOException {
    String page = page();
    String yaml = page.substring(page.indexOf("```yaml\n") + 8);
    assertThat(PolicyReview.warnings(Policy.parse(yaml.substring(0, yaml.indexOf("```")))))
        .isEmpty();
  }

  @Test
  void every_condition_and_outcome_that_is_shown_can_be_written() throws IOException {
    int conditions = 0;
    int outcomes = 0;
    for (String line : page().lines().toList()) {
      Matcher row = ROW.matcher(line);
      Matcher outcome = OUTCOME.matcher(line);
      if (row.matches()) {
        conditions += with(row.group(1), "ask: cfo").spoken().size();
      } else if (outcome.matches()) {
        outcomes += with("change: create_invoice", outcome.group(1)).spoken().size();
      }
    }
    assertThat(conditions).isEqualTo(7);
    assertThat(outcomes).isEqualTo(7);
  }

  @Test
  void every_kind_of_change_is_named() throws IOException {
    String page = page();
    for (ChangeKind kind : ChangeKind.values()) {
      assertThat(page).contains("`" + kind.word() + "`");
    }
  }
}
