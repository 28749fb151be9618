package io.tieout.engine.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.duties.Duty.Kind;
import io.tieout.engine.effect.Bench;
import io.tieout.engine.export.Period;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Actor;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DutyReportTest {
  private static final Actor CLERK = new Actor.Person("U-CLERK");
  private static final Powers POWERS =
      new Powers(
          List.of(
              new Who("U-CLERK", "Cleo", Set.of("ar_clerk")),
              new Who("U-ANA", "Ana", Set.of("controller")),
              new Who("U-ADA", "Ada", Set.of("admin", "cfo")),
              new Who("U-EVE", "Eve", Set.of("auditor", "ar_clerk")),
              new Who("U-AUDIT", "Auda", Set.of("auditor"))),
          Set.of("ar_clerk", "controller"),
          Set.of("controller", "cfo"),
          Set.of("admin"),
          Set.of("auditor"));

  private final Bench bench = new Bench();
  private int filed;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void nothing_recorded_is_said_to_be_nothing_found() {
    DutyReport report = report(Optional.empty());
    assertThat(report.duties()).isEmpty();
    assertThat(report.breached()).isFalse();
    assertThat(report.text())
        .contains("Approvals looked at: 0.")
        .contains("Approved what they had asked for or edited themselves: none found.")
        .contains("Not looked at: roles are known from the configuration; name it with --config.");
  }

  @Test
  void duties_that_are_kept_apart_give_no_finding() {
    approve(CLERK, "U-ANA");
    approve(new Actor.Workflow("salesforce-poll"), "U-BO");
    assertThat(report(Optional.empty()).duties()).isEmpty();
  }

  @Test
  void who_could_is_told_by_roles() {
    assertThat(report(Optional.of(POWERS)).duties())
        .extracting(Duty::sentence)
        .containsExactly(
            "Eve (U-EVE) is to read alone as auditor, and may act as ar_clerk",
            "Ada (U-ADA) may govern as admin, and approve as cfo",
            "Ana (U-ANA) may ask as controller, and approve as controller");
  }

  @Test
  void an_approval_of_what_was_their_own_is_a_breach_however_it_came_about() {
    byHand(proposal(new Actor.Assistant("U-ANA")), "U-ANA");
    byHand(proposal(new Actor.Person("U-BO")), "U-BO");
    byHand(proposal(CLERK), "U-DEE");

    DutyReport report = report(Optional.empty());
    assertThat(report.breached()).isTrue();
    assertThat(of(report, Kind.APPROVED_OWN))
        .extracting(duty -> duty.people().getFirst() + " " + duty.proposals())
        .containsExactly("U-ANA [P-1]", "U-BO [P-2]");
    assertThat(report.duties().getFirst().kind()).isEqualTo(Kind.APPROVED_OWN);
    assertThat(report.text())
        .contains(
            "  - Name of U-ANA (U-ANA) approved one proposal that they had asked for or edited themselves.");
  }

  @Test
  void who_edited_and_approved_is_told_like_who_asked() {
    Proposal edited = proposal(CLERK);
    Json.Obj first = Json.object().put("by", Json.object().put("id", "U-BO")).build();
    Json.Obj last =
        Json.object()
            .put("by", Json.object().put("onBehalfOf", "U-KIM"))
            .put("earlier", first)
            .build();
    store(edited, Records.write(edited).with("edited", last));
    vote(edited, "U-BO");

    assertThat(of(report(Optional.empty()), Kind.APPROVED_OWN))
        .singleElement()
        .satisfies(duty -> assertThat(duty.people()).containsExactly("U-BO"));
  }

  @Test
  void an_attempt_that_was_refused_is_told_and_is_no_breach() {
    Proposal own = proposal(new Actor.Person("U-ANA"));
    String request = bench.asked(own, 1);
    bench.approvals.approve(Bench.click(request, own, "U-ANA", Optional.empty()));

    DutyReport report = report(Optional.empty());
    assertThat(of(report, Kind.TRIED_OWN)).singleElement().matches(duty -> duty.count() == 1);
    assertThat(report.breached()).isFalse();
  }

  @Test
  void who_governed_and_approved_in_one_period_is_told() {
    approve(CLERK, "U-ANA");
    record("person:U-ANA", "governing policy changed");
    record("person:U-OTHER", "governing people changed");
    record("person:U-ANA", "approval vote");

    assertThat(of(report(Optional.empty()), Kind.GOVERNED_AND_APPROVED))
        .extracting(Duty::sentence)
        .containsExactly(
            "Ana (U-ANA) approved one proposal and did this: governing policy changed (one time)");
  }

  @Test
  void two_who_approve_only_each_other_s_are_told_once() {
    approve(new Actor.Person("U-BO"), "U-ANA");
    approve(new Actor.Assistant("U-BO"), "U-ANA");
    approve(new Actor.Workflow("salesforce-poll"), "U-ANA");
    approve(new Actor.Person("U-ANA"), "U-BO");

    List<Duty> pairs = of(report(Optional.empty()), Kind.ONLY_EACH_OTHER);
    assertThat(pairs).hasSize(1);
    assertThat(pairs.getFirst().people()).containsExactly("U-ANA", "U-BO");
    assertThat(pairs.getFirst().count()).isEqualTo(3);

    approve(CLERK, "U-BO");
    assertThat(of(report(Optional.empty()), Kind.ONLY_EACH_OTHER)).isEmpty();
  }

  @Test
  void a_share_above_what_was_set_is_told_with_the_largest_first() {
    approve(CLERK, "U-ANA");
    approve(CLERK, "U-ANA");
    approve(CLERK, "U-ANA");
    approve(CLERK, "U-BO");

    assertThat(of(report(Optional.empty()), Kind.LARGE_SHARE))
        .extracting(Duty::sentence)
        .containsExactly("Ana (U-ANA) gave 3 of 4 approvals, 75 % (told above 50 %)");
    assertThat(
            of(
                DutyReport.of(bench.database, Optional.empty(), Optional.empty(), 75),
                Kind.LARGE_SHARE))
        .isEmpty();
    assertThat(
            of(
                DutyReport.of(bench.database, Optional.empty(), Optional.empty(), 20),
                Kind.LARGE_SHARE))
        .extracting(duty -> duty.people().getFirst())
        .containsExactly("U-ANA", "U-BO");
    assertThatThrownBy(() -> DutyReport.of(bench.database, Optional.empty(), Optional.empty(), 0))
        .hasMessageContaining("from 1 to 100");
  }

  @Test
  void what_lies_outside_the_period_is_not_looked_at() {
    byHand(proposal(new Actor.Person("U-BO")), "U-BO");
    LocalDate day = LocalDate.parse("2026-11-02");
    assertThat(
            report(Optional.of(new Period(day, day, ZoneOffset.UTC)), Optional.empty()).breached())
        .isTrue();
    LocalDate next = day.plusDays(1);
    assertThat(
            report(Optional.of(new Period(next, next, ZoneOffset.UTC)), Optional.empty())
                .approvals())
        .isZero();
  }

  @Test
  void machines_get_the_same_and_no_name_runs_in_a_spreadsheet() {
    Powers powers =
        new Powers(
            List.of(new Who("U-X", "=1+1", Set.of("admin", "cfo"))),
            Set.of(),
            Set.of("cfo"),
            Set.of("admin"),
            Set.of());
    DutyReport report = report(Optional.of(powers));
    assertThat(report.csv())
        .isEqualTo(
            """
            finding,done,people,names,count,of,proposals,sentence\r
            COULD_GOVERN_AND_APPROVE,false,U-X,'=1+1,0,0,,"'=1+1 (U-X) may govern as admin, and approve as cfo"\r
            """);
    Json.Obj finding = report.json().objects("findings").getFirst();
    assertThat(finding.text("finding")).isEqualTo("COULD_GOVERN_AND_APPROVE");
    assertThat(finding.list("names")).containsExactly(Json.of("=1+1"));
  }

  private DutyReport report(Optional<Powers> powers) {
    return report(Optional.empty(), powers);
  }

  private DutyReport report(Optional<Period> period, Optional<Powers> powers) {
    return DutyReport.of(bench.database, period, powers, 50);
  }

  private static List<Duty> of(DutyReport report, Kind kind) {
    return report.duties().stream().filter(duty -> duty.kind() == kind).toList();
  }

  private Proposal proposal(Actor by) {
    filed++;
    Proposal sample = Samples.invoice("P-" + filed, "d" + filed);
    return new Proposal(
        sample.id(),
        sample.change(),
        by,
        sample.at(),
        sample.sources(),
        sample.lines(),
        sample.evidence(),
        sample.remarks(),
        sample.circumstances());
  }

  private void approve(Actor by, String person) {
    Proposal proposal = proposal(by);
    String request = bench.asked(proposal, 1);
    bench.approvals.approve(Bench.click(request, proposal, person, Optional.empty()));
  }

  /// As if somebody had written to the tables: the click is refused.
  private void byHand(Proposal proposal, String person) {
    store(proposal, Records.write(proposal));
    vote(proposal, person);
  }

  private void store(Proposal proposal, Json.Obj payload) {
    bench.database.transact(sql ->
        sql.run(
                """
                insert into proposal (id, subject, kind, requested_by, filed_at, digest, payload)
                values (:id, :subject, 'CreateInvoice', :by, :at, :digest, cast(:payload as jsonb))
                """)
            .set("id", proposal.id())
            .set("subject", proposal.subject())
            .set("by", proposal.requestedBy().reference())
            .set("at", bench.clock.instant())
            .set("digest", proposal.digest().hex())
            .json("payload", payload)
            .once());
  }

  private void vote(Proposal proposal, String person) {
    bench.database.transact(sql -> {
      sql.run(
              """
              insert into approval_request
                (id, proposal_id, digest, policy_version, asked_at, first_layer)
              values ('R-' || :proposal, :proposal, :digest, 'v7', :at, 1)
              """)
          .set("proposal", proposal.id())
          .set("digest", proposal.digest().hex())
          .set("at", bench.clock.instant())
          .once();
      sql.run(
              """
              insert into approval_vote (request_id, person_id, name, role, layer, slot, choice,
                                         shown_digest, policy_version, at, took_ms)
              values ('R-' || :proposal, :person, 'Name of ' || :person, 'controller', '1',
                      'controller', 'APPROVE', :digest, 'v7', :at, 0)
              """)
          .set("proposal", proposal.id())
          .set("person", person)
          .set("digest", proposal.digest().hex())
          .set("at", bench.clock.instant())
          .once();
    });
  }

  private void record(String actor, String action) {
    Audit audit = new Audit(bench.clock, new IdSource(bench.clock, new Random(action.hashCode())));
    bench.database.transact(sql ->
        audit.record(
            sql, new AuditEntry("tieout/policy", List.of(), actor, action, Json.object().build())));
  }
}
