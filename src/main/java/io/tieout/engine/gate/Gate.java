package io.tieout.engine.gate;

import io.tieout.engine.db.Database;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.shadow.ShadowCase;
import io.tieout.engine.shadow.ShadowCase.Would;
import io.tieout.engine.shadow.ShadowCases;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Applied;
import io.tieout.fact.rollout.Facts;
import io.tieout.fact.rollout.Rollout;
import io.tieout.fact.rollout.RolloutException;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Staged;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lets through what the phase in force lets through. The document is read anew at every question,
/// so that a step back counts at once.
public final class Gate {
  private static final String UNREADABLE = "rollout:unreadable";
  private static final String HELD =
      "The rollout document in force cannot be read, so nothing is filed.";

  private final Deps deps;

  /// What the gate works with.
  ///
  /// @param policy asked before the phase is
  /// @param asking who is asked where a phase asks and policy would not
  public record Deps(
      Database database,
      Findings findings,
      Function<Proposal, Ruling> policy,
      Rollout.Asking asking,
      InstantSource clock) {}

  public Gate(Deps deps) {
    this.deps = deps;
  }

  /// What a phase has done with a deal before anything is drafted for it.
  public sealed interface Standing {
    /// Draft and propose.
    record Files() implements Standing {}

    /// Draft, keep it, and be silent.
    record Keeps(Scope scope, String words) implements Standing {}

    /// Do nothing, and be silent.
    record Nothing(String words) implements Standing {}
  }

  public Standing standing(Facts facts) {
    Optional<Rollout> rollout = inForce();
    if (rollout.isEmpty()) {
      return new Standing.Nothing(HELD);
    }
    Staged by = rollout.get().deciding(facts);
    return switch (by.phase()) {
      case OFF -> new Standing.Nothing(Rollout.off(by) + ".");
      case SHADOW -> new Standing.Keeps(by.scope(), Rollout.shadowed(by) + ".");
      case REVIEW, LIMITED, ON -> new Standing.Files();
    };
  }

  /// What becomes of a proposal.
  public Applied judge(Proposal proposal) {
    return inForce()
        .map(rollout -> rollout.applied(proposal, deps.policy().apply(proposal), deps.asking()))
        .orElseGet(() -> new Applied.Off(HELD));
  }

  /// The policy's own word, for what takes something of ours back: no phase holds that up.
  public Ruling policy(Proposal proposal) {
    return deps.policy().apply(proposal);
  }

  /// Keeps what would have been filed.
  public void keep(Proposal proposal, Applied.ShadowOnly only) {
    keep(proposal.subject(), only.by().scope(), new Would.Propose(proposal, only.ruling()));
  }

  /// As [#keep(Proposal, Applied.ShadowOnly)], with the policy's word on it.
  public void keep(Proposal proposal, Scope scope) {
    keep(proposal.subject(), scope, new Would.Propose(proposal, policy(proposal)));
  }

  /// Keeps what would have been asked of people first.
  public void keep(String subject, Scope scope, List<String> because, List<Source> sources) {
    keep(subject, scope, new Would.Ask(because, sources));
  }

  private void keep(String subject, Scope scope, Would would) {
    ShadowCase seen = new ShadowCase(subject, scope, deps.clock().instant(), would);
    deps.database().transact(sql -> ShadowCases.keep(sql, seen));
  }

  /// Empty, with a finding raised, while it cannot be read.
  private Optional<Rollout> inForce() {
    return deps.database()
        .inTransaction(sql -> {
          try {
            return Optional.of(InForce.now(sql).rollout());
          } catch (RolloutException e) {
            deps.findings().raise(sql, unreadable(e));
            return Optional.empty();
          }
        });
  }

  private static FindingDraft unreadable(RolloutException e) {
    return new FindingDraft(
        "rollout unreadable",
        "governing/rollout",
        UNREADABLE,
        "The rollout document in force cannot be read: nothing is filed",
        "%s\nRestore a former version with `./tieout rollout rollback`, or propose a corrected one; deals are looked at again when they change or when somebody asks."
            .formatted(e.getMessage()),
        List.of());
  }

  /// Resolves what was raised once the document can be read again.
  public void settle() {
    inForce()
        .ifPresent(_ ->
            deps.database()
                .transact(sql ->
                    deps.findings().resolve(sql, UNREADABLE, "the document can be read again")));
  }
}
