package io.tieout.work.invoicing;

import io.tieout.engine.gate.Gate;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.rollout.Applied;
import io.tieout.fact.rollout.Scope;
import io.tieout.work.invoicing.InvoicingDesk.Outcome;
import java.util.List;

/// Deals of a scope that files nothing: nobody hears of them unless they ask, and what was asked
/// before is asked no more.
final class Quiet {
  private final Gate gate;
  private final Obstacles obstacles;

  Quiet(Gate gate, Obstacles obstacles) {
    this.gate = gate;
    this.obstacles = obstacles;
  }

  Outcome nothing(String subject, String words) {
    obstacles.settled(subject, words);
    return new Outcome.NotYet(words);
  }

  /// Keeps what drafting came to.
  Outcome kept(String subject, Drafted drafted, Scope scope, String words) {
    obstacles.settled(subject, words);
    switch (drafted) {
      case Drafted.Ready(Proposal proposal) -> gate.keep(proposal, scope);
      case Drafted.Blocked(List<Blocker> blockers, var sources) ->
          gate.keep(subject, scope, blockers.stream().map(Blocker::title).toList(), sources);
      case Drafted.NotYet(String why, var _) -> {
        return new Outcome.NotYet(why);
      }
    }
    return new Outcome.NotYet(words);
  }

  Outcome kept(Proposal proposal, Applied.ShadowOnly only) {
    gate.keep(proposal, only);
    return new Outcome.NotYet(only.words() + ".");
  }
}
