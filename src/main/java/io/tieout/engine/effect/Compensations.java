package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Change;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.List;
import java.util.Optional;

/// The table `effect_compensation`: stored when an effect is confirmed, and never changed.
final class Compensations {
  private Compensations() {}

  /// What is known of a confirmed effect.
  ///
  /// @param first what was sent the very first time, before anything of ours was there
  /// @param request what was sent last
  /// @param result what was read back
  record Done(Json.Obj first, Json.Obj request, Json.Obj result) {}

  static void store(Sql sql, Effect confirmed, Change.OfDeal change) {
    Compensation compensation = of(sql, confirmed, change);
    sql.run(
            """
            insert into effect_compensation (effect_id, seq, kind, payload)
            values (:id, :seq, :kind, cast(:payload as jsonb))
            """)
        .set("id", confirmed.id())
        .set("seq", confirmed.last().seq())
        .set("kind", compensation.getClass().getSimpleName())
        .json("payload", Records.writeAs(compensation, Compensation.class))
        .once();
  }

  /// Of every confirmed step of a proposal, in order.
  static List<StepUndo> of(Sql sql, String proposalId, Change.OfDeal change) {
    return EffectLog.latest(sql, proposalId).stream()
        .filter(effect -> effect.state() == EffectState.CONFIRMED)
        .map(effect ->
            new StepUndo(
                effect.step(),
                StepKind.thing(effect.step()),
                stored(sql, effect.id()).orElseGet(() -> of(sql, effect, change)),
                effect.last().at()))
        .toList();
  }

  private static Optional<Compensation> stored(Sql sql, String effectId) {
    return sql.ask("select payload from effect_compensation where effect_id = :id")
        .set("id", effectId)
        .first(row -> Records.read(row.json("payload"), Compensation.class));
  }

  /// Worked out from the log; also for what was confirmed before compensations were stored.
  private static Compensation of(Sql sql, Effect effect, Change.OfDeal change) {
    Json.Obj first =
        EffectLog.all(sql, effect.proposalId()).stream()
            .filter(e -> e.step().equals(effect.step()))
            .flatMap(e -> e.events().stream())
            .filter(e -> e.state() == EffectState.SENT)
            .findFirst()
            .orElseThrow()
            .details()
            .obj("request");
    return StepKind.named(change, effect.step())
        .compensation(new Done(first, effect.request(), effect.result().orElseThrow()));
  }
}
