package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.app.house.Rollouts;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.rollout.Phase;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.sandbox.side.DealView;
import io.tieout.value.json.Json;
import io.tieout.work.rollout.Promotion;
import io.tieout.work.rollout.ReportCase;
import io.tieout.work.rollout.ReportText;
import io.tieout.work.rollout.RolloutDesk;
import io.tieout.work.rollout.ShadowReport;
import io.tieout.work.rollout.ShadowReporting;
import io.tieout.work.rollout.Verdict;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report over the seeded company, from its systems alone.
class ShadowReportTest {
  private static final ShadowReport.Assumptions USUAL = ShadowReport.Assumptions.USUAL;

  @TempDir private Path folder;

  @Test
  void the_seeded_company_s_past_is_compared_deal_by_deal_and_nothing_is_written() {
    try (Vendors vendors = Vendors.start(1, 60, InstantSource.system());
        Database database = TestDatabase.fresh()) {
      LocalDate today = LocalDate.ofInstant(vendors.clock().instant(), ZoneOffset.UTC);
      List<String> progress = new ArrayList<>();
      ShadowReport report =
          Rollouts.report(
              SandboxConfig.of(vendors),
              new Rollouts.Place(database, VaultKey.fromFile(folder), vendors.clock()),
              new ShadowReporting.Wanted(
                  Scope.of(Workflow.INVOICING), today.minusMonths(12), today, USUAL),
              "shell:test",
              progress::add);
      complete(vendors, report, today);
      disagreements(report);
      evidence(database, report, vendors);
      assertThat(progress).anyMatch(words -> words.contains("reading the invoices of quickbooks"));
      assertThat(vendors.quickbooks().requestLog().all()).isEmpty();
      assertThat(vendors.salesforce().requestLog()).isEmpty();
    }
  }

  /// Every won deal of the period once, every invoice of it once.
  private static void complete(Vendors vendors, ShadowReport report, LocalDate today) {
    List<String> won =
        vendors.crm().deals().stream()
            .filter(DealView::won)
            .filter(d -> d.close().filter(c -> !LocalDate.parse(c).isAfter(today)).isPresent())
            .map(DealView::id)
            .toList();
    assertThat(report.cases().stream().map(ReportCase::dealId).filter(id -> !id.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(won);
    assertThat(report.cases().stream().flatMap(c -> c.did().stream()).map(ReportCase.Did::number))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(vendors.quickbooks().invoices());
  }

  /// As the seed planted them: people gave Oakridge a discount that its deal does not show.
  private static void disagreements(ShadowReport report) {
    assertThat(report.count(Verdict.SAME)).isPositive();
    ReportCase oakridge =
        report.disagreements().stream()
            .filter(c -> c.deal().contains("Oakridge – Consulting block"))
            .findFirst()
            .orElseThrow();
    assertThat(oakridge.verdict()).isEqualTo(Verdict.AMOUNT);
    assertThat(oakridge.differences().getFirst().sentence())
        .isEqualTo("amount before tax: Tieout USD 16,800.00, people USD 15,120.00");
    assertThat(report.disagreements())
        .anyMatch(c -> c.verdict() == Verdict.MISSING_IN_BOOKS && c.deal().contains("Meridian"));
    assertThat(report.disagreements())
        .anyMatch(c -> c.verdict() == Verdict.NOT_DRAFTED && !c.because().isEmpty());
    assertThat(report.disagreements()).anyMatch(c -> c.verdict() == Verdict.EXTRA_IN_BOOKS);
    assertThat(report.timeSaved().toMinutes()).isEqualTo(11L * report.count(Verdict.SAME));
    assertThat(ReportText.lines(report))
        .anyMatch(l -> l.contains("assumed: an invoice by hand takes 12 minutes"));
    assertThat(ReportText.csv(report).lines().count()).isGreaterThan(report.cases().size());
  }

  /// Its figures speak for a promotion, and are too low; a changed file speaks for nothing.
  private static void evidence(Database database, ShadowReport report, Vendors vendors) {
    RolloutDesk desk = Rollouts.desk(database, vendors.clock());
    Scope all = Scope.of(Workflow.INVOICING);
    Promotion.Wanted shadow = new Promotion.Wanted(all, Phase.SHADOW, Optional.empty());
    assertThat(desk.promotion(shadow, Optional.empty()))
        .isInstanceOfSatisfying(
            Promotion.Result.Ready.class,
            ready -> desk.inForce(ready.step(), "shell:test", "we begin", List.of()));
    Promotion.Wanted review = new Promotion.Wanted(all, Phase.REVIEW, Optional.empty());
    Json.Obj file = Json.parseObj(report.json().pretty());
    assertThat(desk.promotion(review, Optional.of(file)))
        .isInstanceOfSatisfying(
            Promotion.Result.Missing.class,
            missing ->
                assertThat(missing.why())
                    .anyMatch(w -> w.startsWith("cases: ") && w.endsWith("at least 50 are needed"))
                    .anyMatch(w -> w.startsWith("agreement: ")));
    Json.Obj forged = file.with("agreed", Json.of(500));
    assertThatThrownBy(() -> desk.promotion(review, Optional.of(forged)))
        .hasMessageContaining("was not made by this Tieout");
    assertThat(desk.promotion(review, Optional.empty()))
        .isInstanceOfSatisfying(
            Promotion.Result.Missing.class,
            missing -> assertThat(missing.why()).first().asString().contains("report is missing"));
  }
}
