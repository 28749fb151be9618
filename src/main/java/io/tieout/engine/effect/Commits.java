package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.EffectLog.Next;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Commits under the lease, or not at all.
final class Commits {
  private final EffectRunner.Deps deps;
  private final Leases leases;
  private final Telling telling;

  Commits(EffectRunner.Deps deps, Leases leases, Telling telling) {
    this.deps = deps;
    this.leases = leases;
    this.telling = telling;
  }

  /// The next event of the turn's effect, told to the audit and to the card.
  Turn commit(Turn turn, BiFunction<Sql, Instant, Next> what) {
    return deps.database().inTransaction(sql -> commit(sql, turn, what));
  }

  /// As [#commit(Turn, BiFunction)], in the caller's transaction.
  Turn commit(Sql sql, Turn turn, BiFunction<Sql, Instant, Next> what) {
    leases.fence(sql, turn.lease());
    Instant now = deps.clock().instant();
    Next next = what.apply(sql, now);
    Effect effect = EffectLog.append(sql, turn.effect(), next, now);
    Turn after = turn.with(effect);
    telling.tell(
        sql,
        after,
        "effect " + next.state().name().toLowerCase(Locale.ROOT),
        next.why(),
        List.of());
    deps.cards().changed(sql, turn.proposal().id());
    return after;
  }

  void transact(Turn turn, Consumer<Sql> work) {
    deps.database()
        .transact(sql -> {
          leases.fence(sql, turn.lease());
          work.accept(sql);
        });
  }
}
