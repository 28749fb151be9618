package io.tieout.work.rollout;

import io.tieout.engine.db.Sql;
import io.tieout.engine.gate.InForce;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.proposal.Past;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.rollout.AutonomyClass;
import io.tieout.fact.rollout.Facts;
import io.tieout.fact.rollout.Phase;
import io.tieout.fact.rollout.Rollout;
import io.tieout.fact.rollout.RolloutException;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Staged;
import io.tieout.fact.rollout.Streak;
import io.tieout.fact.rollout.Streak.Outcome;
import io.tieout.fact.rollout.Workflow;
import io.tieout.work.drift.Corrections;
import io.tieout.work.drift.Corrections.Correction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts from our own tables. Every method runs in the caller's transaction.
public final class Metrics {
  /// What is older says little about today, and need not be read again and again.
  public static final Duration WINDOW = Duration.ofDays(90);

  /// How long before a decision its proposal may have been filed.
  private static final Duration PENDING = Duration.ofDays(60);

  private final Links links;
  private final Proposals proposals;

  public Metrics(Links links, Proposals proposals) {
    this.links = links;
    this.proposals = proposals;
  }

  /// Since when a scope is in its phase, and by which step.
  public record Begun(Instant at, String step) {}

  /// The oldest version of those without a break in which the scope was as far as it is now.
  public static Begun begun(Sql sql, Rollout now, Scope scope) {
    Phase phase = now.resolved(scope).phase();
    Begun begun = new Begun(Instant.EPOCH, now.version());
    for (Version version : Governing.history(sql, Kind.ROLLOUT)) {
      Optional<Rollout> then = read(version);
      if (then.isEmpty() || then.get().resolved(scope).phase() != phase) {
        return begun;
      }
      begun = new Begun(version.at(), then.get().version());
    }
    return InForce.of(Optional.empty()).rollout().resolved(scope).phase() == phase
        ? new Begun(Instant.EPOCH, begun.step())
        : begun;
  }

  private static Optional<Rollout> read(Version version) {
    try {
      return Optional.of(Rollout.parse(version.body()));
    } catch (RolloutException _) {
      return Optional.empty();
    }
  }

  /// What the scope decides, since it came to its phase and no longer than [#WINDOW] ago.
  public Counted counted(Sql sql, Rollout rollout, Staged staged, Instant now) {
    Instant begun = begun(sql, rollout, staged.scope()).at();
    Instant since = begun.isAfter(now.minus(WINDOW)) ? begun : now.minus(WINDOW);
    List<Past> all =
        Proposals.past(sql, kind(staged.scope().workflow()), since).stream()
            .filter(past -> decidedBy(rollout, staged, past))
            .toList();
    Map<String, List<Correction>> corrections = corrections(sql, since);
    List<Past> approved = all.stream().filter(Past::approved).toList();
    int unchanged = (int) approved.stream().filter(p -> !p.edited()).count();
    List<List<Correction>> corrected =
        corrections.entrySet().stream()
            .filter(e -> concerns(sql, rollout, staged, e.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new Counted(
        since,
        all.size(),
        (int) all.stream().filter(p -> p.asked().isPresent()).count(),
        unchanged,
        approved.size() - unchanged,
        (int) all.stream().filter(Past::rejected).count(),
        corrected.size(),
        corrected.stream().mapToInt(List::size).sum(),
        median(all));
  }

  private static Class<? extends Change> kind(Workflow workflow) {
    return switch (workflow) {
      case INVOICING -> Change.CreateInvoice.class;
      case PAYMENTS -> Change.UpdateDealFinance.class;
    };
  }

  private static boolean decidedBy(Rollout rollout, Staged staged, Past past) {
    return Facts.of(past.proposal())
        .map(facts -> rollout.deciding(facts).scope().equals(staged.scope()))
        .orElse(false);
  }

  /// An invoice that is corrected now may have been made before the phase began.
  private boolean concerns(Sql sql, Rollout rollout, Staged staged, String proposalId) {
    return proposals
        .find(sql, proposalId)
        .flatMap(filed -> Facts.of(filed.proposal()))
        .filter(facts -> rollout.deciding(facts).scope().equals(staged.scope()))
        .isPresent();
  }

  /// By the proposal that made the invoice.
  private Map<String, List<Correction>> corrections(Sql sql, Instant since) {
    Map<String, List<Correction>> byProposal = new HashMap<>();
    for (Correction each : Corrections.since(sql, since)) {
      int slash = each.place().indexOf('/');
      links
          .fromLedger(
              sql,
              each.place().substring(0, slash),
              each.place().substring(slash + 1),
              "invoice",
              each.invoiceId())
          .map(Link::proposalId)
          .filter(id -> !id.isEmpty())
          .ifPresent(id -> byProposal.computeIfAbsent(id, _ -> new ArrayList<>()).add(each));
    }
    return byProposal;
  }

  private static Optional<Duration> median(List<Past> all) {
    List<Duration> took =
        all.stream()
            .filter(p -> p.asked().isPresent() && p.decided().isPresent())
            .map(p -> Duration.between(p.asked().get(), p.decided().get()))
            .sorted()
            .toList();
    return took.isEmpty() ? Optional.empty() : Optional.of(took.get((took.size() - 1) / 2));
  }

  /// What became of the members of a class, as far as it counts: since it was granted, or since
  /// counting began.
  public List<Streak.Case> cases(Sql sql, AutonomyClass of) {
    Instant from =
        of.granted().map(AutonomyClass.Granted::at).or(of::countsFrom).orElse(Instant.EPOCH);
    Map<String, List<Correction>> corrections = corrections(sql, from);
    List<Streak.Case> cases = new ArrayList<>();
    Instant filed = from.equals(Instant.EPOCH) ? from : from.minus(PENDING);
    for (Past past : Proposals.past(sql, Change.CreateInvoice.class, filed)) {
      List<Correction> its =
          Optional.ofNullable(corrections.remove(past.proposal().id())).orElse(List.of());
      if (past.decided().isPresent() && of.holds(past.proposal())) {
        cases.add(one(past, its));
      }
    }
    corrections.forEach((id, its) ->
        proposals
            .find(sql, id)
            .filter(filedLongAgo -> of.holds(filedLongAgo.proposal()))
            .ifPresent(f ->
                cases.add(
                    new Streak.Case(id, its.getLast().at(), Outcome.DRIFTED, what(f.proposal())))));
    return cases;
  }

  private static Streak.Case one(Past past, List<Correction> corrections) {
    Instant decided = past.decided().orElseThrow();
    String what = what(past.proposal());
    String id = past.proposal().id();
    if (past.rejected()) {
      return new Streak.Case(id, decided, Outcome.REJECTED, what);
    }
    if (!corrections.isEmpty()) {
      return new Streak.Case(id, corrections.getLast().at(), Outcome.DRIFTED, what);
    }
    if (past.state() == ProposalState.UNDONE) {
      return new Streak.Case(id, decided, Outcome.UNDONE, what);
    }
    return new Streak.Case(id, decided, past.edited() ? Outcome.EDITED : Outcome.AGREED, what);
  }

  private static String what(Proposal proposal) {
    return "invoice of “%s” (%s)".formatted(proposal.change().about(), proposal.id());
  }
}
