package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.EffectLog.Next;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps an effect from being sent while a halt covers it, and notes why.
final class Holding {
  /// When what was held is looked at again, if no resumption wakes it: an unknown outcome is still
  /// looked up.
  private static final Duration HELD = Duration.ofMinutes(10);

  private final Commits commits;

  Holding(Commits commits) {
    this.commits = commits;
  }

  /// Whether a halt stops the sending that the transaction is about to commit. If none does, none
  /// commits before that transaction has ended. Locks before anything else is locked.
  boolean stops(Sql sql, Turn turn) {
    return held(sql, turn, Halts.admitting(sql, turn.target()));
  }

  /// Whether a halt stands, without keeping one from being ordered.
  boolean tells(Sql sql, Turn turn) {
    return held(sql, turn, Halts.covering(sql, turn.target()));
  }

  private boolean held(Sql sql, Turn turn, Optional<Halt> halt) {
    halt.ifPresent(h -> commits.commit(sql, turn, (_, now) -> waits(turn, h, now.plus(HELD))));
    return halt.isPresent();
  }

  private static Next waits(Turn turn, Halt halt, Instant lookAgainAt) {
    String what = halt.scope().spoken();
    return Next.of(
        turn.effect().state(),
        "waits: %s%s are halted by %s: %s"
            .formatted(
                Character.toLowerCase(what.charAt(0)),
                what.substring(1),
                halt.by().name(),
                halt.why()),
        Optional.of(lookAgainAt),
        Json.object().put(Effect.HALT, halt.number()).build(),
        turn.lease().token());
  }
}
