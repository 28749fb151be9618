package io.tieout.engine.effect;

import io.tieout.engine.approval.Cards;
import io.tieout.engine.db.Sql;
import io.tieout.engine.halt.Backlog;
import io.tieout.engine.halt.Target;
import io.tieout.engine.halt.Waiting;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The effects that halts hold up.
///
/// @param cards told when the halts change
public record HeldWork(Proposals proposals, Cards cards, InstantSource clock) implements Backlog {
  @Override
  public List<Waiting> waiting(Sql sql) {
    Map<Target, Long> changes =
        Leases.open(sql).stream()
            .flatMap(proposal -> next(sql, proposal).stream())
            .collect(Collectors.groupingBy(target -> target, Collectors.counting()));
    return changes.entrySet().stream().map(e -> new Waiting(e.getKey(), e.getValue())).toList();
  }

  @Override
  public void changed(Sql sql) {
    Leases.wakeAll(sql, clock.instant());
    Leases.open(sql).forEach(proposal -> cards.changed(sql, proposal));
    cards.undecidedChanged(sql);
  }

  /// Where the first step goes that can be sent and was not.
  private Optional<Target> next(Sql sql, String proposalId) {
    Filed filed = proposals.find(sql, proposalId).orElseThrow();
    List<Effect> effects = EffectLog.latest(sql, proposalId);
    return effects.stream()
        .filter(e -> e.state() == EffectState.PLANNED)
        .filter(e -> EffectRunner.settledBefore(e, effects, filed))
        .map(e -> EffectRunner.target(e, filed))
        .findFirst();
  }
}
