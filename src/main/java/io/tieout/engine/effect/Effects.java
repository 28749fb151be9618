package io.tieout.engine.effect;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Progress;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Plans the effects of an approved proposal, and tells how far they are.
public final class Effects implements Approvals.OnApproved, Approvals.ProgressOf {
  static final String ACTOR = "system:effects";

  private final String tenant;
  private final Audit audit;
  private final InstantSource clock;
  private volatile Set<String> noting = Set.of();
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

  /// @param tenant part of every key, so that two installations never share one
  public Effects(String tenant, Audit audit, InstantSource clock) {
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void approved(Sql sql, Proposal proposal, String approvers) {
    plan(sql, proposal, approvers);
  }

  /// Stores every step with its key, in the approving transaction: nothing is sent that is not
  /// planned here first.
  public void plan(Sql sql, Proposal proposal, String approvers) {
    Instant now = clock.instant();
    List<StepKind> steps = StepKind.of(proposal.outside(), keepsNotes(proposal.outside()));
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i).name();
      Effect effect = generation(proposal.id(), step, i + 1, 1, approvers, now);
      EffectLog.plan(sql, effect, digest(proposal, step), now);
    }
    Leases.open(sql, proposal.id(), proposal.subject(), now);
    sql.afterCommit(() -> wakes.forEach(Runnable::run));
    audit.record(
        sql,
        new AuditEntry(
            proposal.subject(),
            List.of(proposal.id()),
            ACTOR,
            "effects planned",
            Json.object()
                .put("steps", Json.texts(steps.stream().map(StepKind::name).toList()))
                .put("digest", proposal.digest().hex())
                .put("approvedBy", approvers)
                .build()));
  }

  /// These books keep notes with their invoices: what is planned from now on ends with one.
  public void noteIn(Set<String> books) {
    noting = Set.copyOf(books);
  }

  private boolean keepsNotes(Change.OfDeal change) {
    return change instanceof Change.CreateInvoice made && noting.contains(made.book());
  }

  /// Has the action called whenever this process has planned something. It must be quick.
  public void onPlanned(Runnable wake) {
    wakes.add(wake);
  }

  /// The steps of a proposal as they stand, in order; none before it is approved.
  public List<StepView> steps(Sql sql, String proposalId) {
    return EffectLog.latest(sql, proposalId).stream()
        .map(effect ->
            new StepView(
                effect.step(),
                effect.state(),
                effect.last().why(),
                effect.last().details().optText("link"),
                effect.last().at()))
        .toList();
  }

  /// Everything that happened to the steps of a proposal, every generation, in order.
  public static List<EffectTrace> trace(Sql sql, String proposalId) {
    return EffectLog.all(sql, proposalId).stream()
        .map(effect ->
            new EffectTrace(
                effect.id(),
                effect.step(),
                StepKind.thing(effect.step()),
                effect.generation(),
                effect.key(),
                effect.approvers(),
                effect.plannedAt(),
                effect.events().stream().map(e -> EffectLog.moment(sql, effect, e)).toList()))
        .toList();
  }

  /// What would take back what a proposal did, of every step of it that is confirmed, in order.
  public static List<StepUndo> compensations(Sql sql, Proposal proposal) {
    return Compensations.of(sql, proposal.id(), proposal.outside());
  }

  /// What people kept although it was not as approved: values found, by the name of their field.
  public Map<String, String> kept(Sql sql, String proposalId) {
    return EffectLog.latest(sql, proposalId).stream()
        .filter(effect -> effect.state() == EffectState.CONFIRMED)
        .flatMap(effect -> EffectLog.disagreements(sql, effect.id()).entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, later) -> later));
  }

  @Override
  public List<Progress> progress(Sql sql, String proposalId) {
    return steps(sql, proposalId).stream()
        .map(s -> new Progress(s.name(), s.state().name(), spoken(s), s.link()))
        .toList();
  }

  /// How a step stands, as a sentence for people: what was done, or the thing and its state.
  private static String spoken(StepView step) {
    String words =
        switch (step.state()) {
          case CONFIRMED -> step.detail();
          case SENT -> StepKind.thing(step.name()) + ": sent, waiting for the answer";
          case PLANNED, UNCERTAIN, FAILED, SKIPPED ->
              StepKind.thing(step.name()) + ": " + step.detail();
        };
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// Plans a failed effect once more, under a new key: the old one's outcome is certain.
  void planAgain(Sql sql, Proposal proposal, Effect failed, Instant dueAt) {
    Effect again =
        generation(
            failed.proposalId(),
            failed.step(),
            failed.position(),
            failed.generation() + 1,
            failed.approvers(),
            clock.instant());
    EffectLog.plan(sql, again, digest(proposal, failed.step()), dueAt);
  }

  private Effect generation(
      String proposalId, String step, int position, int number, String approvers, Instant now) {
    return new Effect(
        "%s/%s/%d".formatted(proposalId, step, number),
        proposalId,
        step,
        position,
        number,
        EffectLog.key(tenant, proposalId, step, number),
        approvers,
        now,
        List.of());
  }

  private static String digest(Proposal proposal, String step) {
    return Digest.of(proposal.digest().hex() + "\n" + step).hex();
  }
}
