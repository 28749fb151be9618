package io.tieout.engine.export;

import static io.tieout.engine.export.ExportCase.DAY;
import static io.tieout.engine.export.ExportCase.check;
import static io.tieout.engine.export.ExportCase.day;
import static io.tieout.engine.export.ExportCase.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proof.Checked;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
  private final ExportCase theCase = new ExportCase();
  @TempDir private Path home;

  @AfterEach
  void close() {
    theCase.close();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_period_is_written_with_all_that_happened_and_holds(Form form) {
    theCase.tradeOnce();
    CardPlaces cards =
        (_, requests) -> Map.of(requests.getLast(), new CardPlaces.Place("C1", "1700000000.0001"));
    theCase.export(cards).write(DAY, form, home.resolve("out"));

    Checked checked = check(home.resolve("out"));
    assertThat(checked.broken()).isEmpty();
    assertThat(checked.proven())
        .anyMatch(s -> s.startsWith("links 1 to "))
        .anyMatch(s -> s.matches("\\d+ proposals, votes and confirmations are told by entries.*"));

    Json.Obj vote = rows(home.resolve("out"), form, DecisionsSheet.SHEET).getLast();
    assertThat(vote.text("person_id")).isEqualTo("U-ANA");
    assertThat(vote.text("name")).isEqualTo("Ana");
    assertThat(vote.text("role")).isEqualTo("controller");
    assertThat(vote.text("choice")).isEqualTo("APPROVE");
    assertThat(vote.text("deal")).isEqualTo(ExportCase.FORMULA);
    assertThat(vote.text("amount")).isEqualTo("1200.00");
    assertThat(vote.text("currency")).isEqualTo("USD");
    assertThat(vote.text("customer")).isEqualTo("Acme Inc");
    assertThat(vote.text("requester_id")).isEqualTo("U-ASKER");
    assertThat(vote.text("requested_by")).isEqualTo("assistant:U-ASKER");
    assertThat(vote.text("policy_version")).isEqualTo("v7");
    assertThat(vote.text("shown_digest")).hasSize(64);
    assertThat(vote.text("asked_at")).isEqualTo("2026-11-02T09:31:30Z");
    assertThat(vote.text("slack_channel")).isEqualTo("C1");
    assertThat(vote.text("slack_ts")).isEqualTo("1700000000.0001");

    Json.Obj refusal = rows(home.resolve("out"), form, DecisionsSheet.SHEET).getFirst();
    assertThat(refusal.text("choice")).isEqualTo("REJECT");
    assertThat(refusal.text("asked_at")).isEqualTo("2026-11-02T09:30:00Z");
    assertThat(refusal.text("decided_at")).isEqualTo("2026-11-02T09:31:30Z");
    assertThat(refusal.text("seconds_taken")).isEqualTo("90.000");
    assertThat(refusal.has("slack_ts")).isFalse();
    assertThat(refusal.text("reason")).isEqualTo("-1 too many,\r\nsaid \"Kim\"");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void executions_name_their_decisions_and_proposals_their_rules(Form form) {
    theCase.tradeOnce();
    theCase.export().write(DAY, form, home.resolve("out"));

    String decision =
        rows(home.resolve("out"), form, DecisionsSheet.SHEET).getLast().text("decision_id");
    List<Json.Obj> executions = rows(home.resolve("out"), form, ExecutionsSheet.SHEET);
    assertThat(executions)
        .extracting(e -> e.text("step") + " " + e.text("system") + " " + e.text("state"))
        .containsExactlyInAnyOrder(
            "create-customer quickbooks/us CONFIRMED",
            "create-invoice quickbooks/us CONFIRMED",
            "attach-quote quickbooks/us CONFIRMED",
            "write-back salesforce CONFIRMED",
            "log-activity salesforce CONFIRMED");
    assertThat(executions)
        .allSatisfy(execution -> {
          assertThat(execution.list("decision_ids")).containsExactly(Json.of(decision));
          assertThat(execution.text("external_id")).isNotBlank();
          assertThat(Instant.parse(execution.text("sent_at")))
              .isBetween(
                  Instant.parse(execution.text("planned_at")),
                  Instant.parse(execution.text("confirmed_at")));
        });
    List<Json.Obj> proposals = rows(home.resolve("out"), form, ProposalsSheet.SHEET);
    assertThat(proposals)
        .extracting(p -> p.text("proposal_id") + " " + p.text("state"))
        .containsExactly("P-2 REJECTED", "P-1 DONE");
    assertThat(proposals.getFirst().list("rules")).containsExactly(Json.of("over-1000"));
    assertThat(proposals.getFirst().list("reasons"))
        .containsExactly(Json.of("the amount is over USD 1,000.00"));
  }

  @Test
  void nothing_in_a_spreadsheet_runs() throws IOException {
    theCase.tradeOnce();
    theCase.export().write(DAY, Form.CSV, home.resolve("out"));

    String text = Files.readString(home.resolve("out/decisions.csv"));
    assertThat(text)
        .contains(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"open\"\")\",")
        .contains(",\"'-1 too many,\r\nsaid \"\"Kim\"\"\",")
        .doesNotContain(",=", ",\"=", ",-", ",\"-");
  }

  @Test
  void the_borders_of_a_period_are_midnights_of_its_zone() {
    Duration micro = Duration.ofNanos(1_000);
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    Instant midnight = Instant.parse("2026-11-01T18:30:00Z");
    recordAt(midnight.minus(micro), "before");
    recordAt(midnight, "first");
    recordAt(midnight.plus(Duration.ofDays(2)), "put between, of another time");
    recordAt(midnight.plus(Duration.ofDays(1)).minus(micro), "last");
    recordAt(midnight.plus(Duration.ofDays(1)), "after");
    theCase.chain();
    LocalDate second = LocalDate.parse("2026-11-02");

    theCase.export().write(new Period(second, second, kolkata), Form.CSV, home.resolve("out"));

    assertThat(rows(home.resolve("out"), Form.CSV, EntriesSheet.SHEET))
        .extracting(row -> row.text("action") + " " + row.flag("in_period"))
        .containsExactly("first true", "put between, of another time false", "last true");
    assertThat(check(home.resolve("out")).broken()).isEmpty();
  }

  @Test
  void a_day_on_which_clocks_are_changed_has_its_own_length() {
    LocalDate day = LocalDate.parse("2026-10-25");
    Period london = new Period(day, day, ZoneId.of("Europe/London"));
    assertThat(Duration.between(london.start(), london.end())).isEqualTo(Duration.ofHours(25));
    assertThat(london.holds(london.start())).isTrue();
    assertThat(london.holds(london.end())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_period_without_anything_is_written_and_holds(Form form) {
    theCase.tradeOnce();
    Export.Written written = theCase.export().write(day("2025-01-01"), form, home.resolve("out"));

    assertThat(written.files()).hasSize(4).allMatch(file -> file.rows() == 0);
    Checked checked = check(home.resolve("out"));
    assertThat(checked.broken()).isEmpty();
    assertThat(checked.open()).anyMatch(s -> s.startsWith("the period has no entries"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void two_exports_are_equal_byte_by_byte(Form form) throws IOException {
    theCase.tradeOnce();
    Export.Written one = theCase.export().write(DAY, form, home.resolve("one"));
    Export.Written two = theCase.export().write(DAY, form, home.resolve("two"));

    assertThat(two).isEqualTo(one);
    try (Stream<Path> files = Files.list(home.resolve("one"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(6);
      assertThat(all)
          .allSatisfy(file ->
              assertThat(home.resolve("two").resolve(file.getFileName()))
                  .hasSameBinaryContentAs(file));
    }
  }

  @Test
  void a_folder_that_is_there_is_left_alone() throws IOException {
    Files.writeString(home.resolve("out"), "mine");
    assertThatThrownBy(() -> theCase.export().write(DAY, Form.CSV, home.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is there already")
        .hasMessageContaining("name a folder that is not there yet");
    assertThat(Files.readString(home.resolve("out"))).isEqualTo("mine");
  }

  @Test
  void an_export_that_fails_leaves_nothing_behind() {
    theCase.tradeOnce();
    CardPlaces broken =
        (_, _) -> {
          throw new IllegalStateException("the table is gone");
        };
    assertThatThrownBy(() -> theCase.export(broken).write(DAY, Form.CSV, home.resolve("out")))
        .hasMessage("the table is gone");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void entries_that_are_not_chained_yet_are_left_out_and_told() {
    theCase.tradeOnce();
    theCase.record("late");
    Export.Written written = theCase.export().write(DAY, Form.CSV, home.resolve("out"));

    assertThat(written.notChained()).isEqualTo(1);
    Checked checked = check(home.resolve("out"));
    assertThat(checked.broken()).isEmpty();
    assertThat(checked.open())
        .anyMatch(s -> s.startsWith("1 entries of the period were not chained"));
  }

  @Test
  void many_pages_follow_on_each_other() {
    for (int i = 0; i < 2 * Paging.PAGE + 7; i++) {
      theCase.record("deed " + i);
    }
    theCase.chain();
    theCase.export().write(DAY, Form.JSON, home.resolve("out"));

    assertThat(rows(home.resolve("out"), Form.JSON, EntriesSheet.SHEET))
        .extracting(row -> row.integer("link"))
        .hasSize(2 * Paging.PAGE + 7)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(check(home.resolve("out")).broken()).isEmpty();
  }

  private void recordAt(Instant at, String action) {
    theCase.bench.clock.advance(Duration.between(theCase.bench.clock.instant(), at));
    theCase.record(action);
  }
}
