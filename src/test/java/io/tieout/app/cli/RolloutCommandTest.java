package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rollout at a command line, from the tables alone. The report with systems behind it:
/// `ShadowReportTest` in `app.sandbox`.
class RolloutCommandTest {
  @TempDir private Path data;
  @TempDir private Path other;
  private FolderInUse folder;

  @BeforeEach
  void use_the_folder() {
    folder = FolderInUse.at(data);
  }

  @AfterEach
  void leave_the_folder() {
    folder.close();
  }

  private Ran promote(String... more) {
    String[] line = {"rollout", "promote", "--because", "we try it"};
    String[] all = Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return folder.ran(all);
  }

  @Test
  void what_ships_is_shown_and_a_stricter_phase_needs_nobody() {
    assertThat(folder.ran("rollout", "show").out())
        .contains("In force: shipped", "invoicing: on", "payments: on")
        .doesNotContain("Steps, newest first");
    Ran ran = promote("--scope", "invoicing,book=main", "--to", "review");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("invoicing for book main goes from on to review.")
        .contains("Step: invoicing-book-main-review-1");
    assertThat(folder.ran("rollout", "show").out())
        .contains("In force: invoicing-book-main-review-1")
        .contains("invoicing,book=main: review")
        .contains("short of the next phase: cases: 0, at least 50 are needed")
        .contains("we try it");
  }

  @Test
  void a_step_further_is_refused_with_what_is_short_and_ends_with_1() {
    promote("--scope", "invoicing", "--to", "review");
    Ran ran =
        promote(
            "--scope",
            "invoicing",
            "--to",
            "limited",
            "--below",
            "USD 10,000",
            "--approved-by",
            "Ann",
            "--approved-by",
            "Bo");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("Refused:", "cases: 0, at least 50 are needed");
    assertThat(promote("--scope", "invoicing", "--to", "limited").out())
        .contains("phase limited needs an amount: --below");
  }

  @Test
  void from_off_to_shadow_two_people_are_named_and_one_command_takes_it_back() {
    promote("--scope", "invoicing", "--to", "off");
    Ran alone = promote("--scope", "invoicing", "--to", "shadow", "--approved-by", "Ann");
    assertThat(alone.code()).isEqualTo(3);
    assertThat(alone.err()).contains("takes the approval of two people");
    Ran both =
        promote(
            "--scope",
            "invoicing",
            "--to",
            "shadow",
            "--approved-by",
            "Ann",
            "--approved-by",
            "Bo");
    assertThat(both.code()).isZero();
    assertThat(both.out())
        .contains("Back again: ./tieout rollout rollback invoicing-shadow-2 --because TEXT");
    Ran back = folder.ran("rollout", "rollback", "invoicing-shadow-2", "--because", "not yet");
    assertThat(back.code()).isZero();
    assertThat(folder.ran("rollout", "show").out()).contains("invoicing: off");
    assertThat(folder.ran("rollout", "rollback", "nothing-9", "--because", "x").err())
        .contains("there is no step 'nothing-9'");
  }

  @Test
  void a_document_with_problems_names_them_all_and_a_good_one_comes_into_force()
      throws IOException {
    Path bad = Files.writeString(other.resolve("bad.yaml"), "version: x\nscopes: []\n");
    Ran refused = folder.ran("rollout", "document", bad.toString(), "--because", "x");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("how far invoicing is", "how far payments is");
    Path good =
        Files.writeString(
            other.resolve("good.yaml"),
            """
            version: mine
            scopes:
              - {workflow: invoicing, phase: on}
              - {workflow: payments, phase: on}
            autonomy:
              - {id: small, when: {amount_below: USD 100}, after: 20}
            """);
    Ran taken =
        folder.ran(
            "rollout",
            "document",
            good.toString(),
            "--because",
            "classes",
            "--approved-by",
            "Ann",
            "--approved-by",
            "Bo");
    assertThat(taken.code()).isZero();
    assertThat(folder.ran("rollout", "show").out())
        .contains(
            "In force: mine", "class small: asked about; 0 straight agreements, 20 are needed");
    Ran early = folder.ran("rollout", "grant", "small", "--because", "x");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.out()).contains("0 straight ones, 20 are needed");
  }

  @Test
  void a_report_on_a_running_sandbox_is_printed_and_written_and_leads_to_what_is_short()
      throws IOException {
    VaultKey.fromFile(data);
    Path json = other.resolve("report.json");
    Path csv = other.resolve("report.csv");
    try (Vendors vendors = Vendors.start(1, 40, InstantSource.system())) {
      Path info = Files.writeString(other.resolve("info.json"), vendors.info().print());
      Ran ran =
          folder.ran("rollout", "report", "--info", info.toString(), "--out", json.toString());
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("deals compared", "Time saved: about", "Disagreements:");
      assertThat(ran.err()).contains("reading the deals of salesforce", "working out deal 1 of");
      Ran table =
          folder.ran("rollout", "report", "--info", info.toString(), "--out", csv.toString());
      assertThat(table.code()).isZero();
    }
    assertThat(Files.readString(csv)).startsWith("\"class\",\"deal id\"");
    promote("--scope", "invoicing", "--to", "shadow");
    assertThat(folder.ran("rollout", "show").out())
        .contains("short of the next phase: a shadow report is missing");
    Ran further = promote("--scope", "invoicing", "--to", "review", "--report", json.toString());
    assertThat(further.code()).isEqualTo(1);
    assertThat(further.out()).contains("at least 50 are needed", "at least 98 % is needed");
    Ran other = folder.ran("rollout", "report", "--info", "none", "--workflow", "payments");
    assertThat(other.code()).isEqualTo(3);
  }
}
