package io.tieout.engine.effect;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.EffectLog.Next;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people answered to findings about effects. Handles the signal `finding answered` where
/// [#concerns] says so, and leaves the others alone.
public final class EffectAnswers implements SignalHandler {
  /// Kinds of findings this room raises.
  static final String DIFFERS = "effect differs";

  static final String REFUSED = "effect refused";
  static final String TROUBLE = "effect in trouble";
  private static final Set<String> KINDS = Set.of(DIFFERS, REFUSED, TROUBLE);

  static final Choice ACCEPT = new Choice("accept", "Keep it as it is and go on");
  static final Choice RETRY = new Choice("retry", "Try again");
  static final Choice SKIP = new Choice("skip", "Leave it out");
  static final Choice STOP = new Choice("stop", "Stop: I have put the books right");

  private static final String KEY_PREFIX = "effect answer ";

  private final EffectRunner.Deps deps;

  public EffectAnswers(EffectRunner.Deps deps) {
    this.deps = deps;
  }

  /// Whether the signal is an answer to a finding of this room.
  public static boolean concerns(StoredSignal signal) {
    return signal.signal().kind().equals("finding answered")
        && signal.signal().body().optText("kind").filter(KINDS::contains).isPresent();
  }

  @Override
  public void handle(StoredSignal signal) {
    Json.Obj body = signal.signal().body();
    String key = body.optText("dedupeKey").orElse("");
    if (!concerns(signal) || !key.startsWith(KEY_PREFIX)) {
      return;
    }
    String effectId = key.substring(KEY_PREFIX.length());
    String proposalId = effectId.substring(0, effectId.indexOf('/'));
    deps.database()
        .transact(sql ->
            EffectLog.latest(sql, proposalId).stream()
                .filter(e -> e.id().equals(effectId) && e.state() == EffectState.FAILED)
                .findFirst()
                .ifPresent(failed ->
                    answer(sql, failed, body.text("value"), "person:" + body.text("person"))));
  }

  private void answer(Sql sql, Effect failed, String value, String actor) {
    Filed filed = deps.proposals().find(sql, failed.proposalId()).orElseThrow();
    if (filed.state() != ProposalState.EXECUTING) {
      return;
    }
    Instant now = deps.clock().instant();
    switch (value) {
      case "accept" -> accept(sql, filed, failed, actor, now);
      case "retry" -> deps.effects().planAgain(sql, filed.proposal(), failed, now);
      case "skip" -> append(sql, failed, EffectState.SKIPPED, "left out by " + actor, now);
      case "stop" -> stop(sql, failed, actor, now);
      default ->
          throw new IllegalArgumentException("'" + value + "' answers no finding of effects");
    }
    deps.findings().resolve(sql, KEY_PREFIX + failed.id(), value + " by " + actor);
    Leases.wake(sql, failed.proposalId(), now);
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                filed.proposal().subject(),
                List.of(failed.proposalId(), failed.id()),
                actor,
                "effect answered",
                Json.object().put("step", failed.step()).put("answer", value).build()));
    deps.cards().changed(sql, failed.proposalId());
  }

  private void accept(Sql sql, Filed filed, Effect failed, String actor, Instant now) {
    Json.Obj details = failed.last().details();
    String why =
        "%s (%s; accepted by %s)".formatted(details.text("detail"), failed.last().why(), actor);
    Effect kept =
        EffectLog.append(
            sql, failed, Next.of(EffectState.CONFIRMED, why, Optional.empty(), details, 0), now);
    Compensations.store(sql, kept, filed.proposal().outside());
    FirstLook.links(kept).forEach(link -> deps.links().link(sql, link));
    Undoing.confirmed(sql, deps, filed.proposal(), failed.step());
  }

  private void stop(Sql sql, Effect failed, String actor, Instant now) {
    String why = "stopped by " + actor;
    List<Effect> effects = EffectLog.latest(sql, failed.proposalId());
    effects.stream()
        .filter(e -> e.state().open())
        .forEach(e -> append(sql, e, EffectState.SKIPPED, why, now));
    new Numbering(deps.numbers()).giveBack(sql, effects);
    deps.proposals().move(sql, failed.proposalId(), ProposalState.FAILED, why, actor);
  }

  private static void append(Sql sql, Effect effect, EffectState state, String why, Instant now) {
    EffectLog.append(
        sql, effect, Next.of(state, why, Optional.empty(), Json.object().build(), 0), now);
  }
}
