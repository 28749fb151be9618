package io.tieout.engine.effect;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.util.ArrayList;
import java.util.List;

/// Tells of an effect, in the transaction of what is told: the audit, and people by findings.
final class Telling {
  private final EffectRunner.Deps deps;

  Telling(EffectRunner.Deps deps) {
    this.deps = deps;
  }

  void tell(Sql sql, Turn turn, String action, String what, List<String> refs) {
    List<String> names = new ArrayList<>(List.of(turn.proposal().id(), turn.effect().id()));
    names.addAll(refs);
    deps.cards().requestOf(sql, turn.proposal().id()).ifPresent(names::add);
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                turn.proposal().subject(),
                names,
                Effects.ACTOR,
                action,
                Json.object()
                    .put("step", turn.kind().name())
                    .put("key", turn.effect().key())
                    .put("what", what)
                    .put("digest", turn.proposal().digest().hex())
                    .put("event", turn.effect().last().seq())
                    .put(
                        "sealedDigest",
                        EffectTrace.sealedDigest(seal(sql, turn), happened(sql, turn)))
                    .build()));
  }

  private Seal seal(Sql sql, Turn turn) {
    return deps.proposals().seal(sql, turn.proposal());
  }

  private static EffectTrace.Moment happened(Sql sql, Turn turn) {
    return EffectLog.moment(sql, turn.effect(), turn.effect().last());
  }

  /// The step does not get on; the finding goes when it does.
  void trouble(Sql sql, Turn turn, String why) {
    raise(
        sql,
        turn,
        new Said(
            EffectAnswers.TROUBLE,
            turn.troubleKey(),
            "%s does not get on: %s".formatted(turn.kind().thing(), why),
            List.of()));
  }

  /// The step's outcome needs a person.
  ///
  /// @param kind of [EffectAnswers]
  void ask(Sql sql, Turn turn, String kind, String text, List<Choice> choices) {
    raise(sql, turn, new Said(kind, turn.answerKey(), text, choices));
  }

  private record Said(String kind, String key, String text, List<Choice> choices) {}

  private void raise(Sql sql, Turn turn, Said said) {
    deps.findings()
        .raise(
            sql,
            new FindingDraft(
                said.kind(),
                turn.proposal().subject(),
                said.key(),
                "%s: %s".formatted(turn.proposal().outside().dealName(), turn.kind().thing()),
                said.text(),
                said.choices()));
  }
}
