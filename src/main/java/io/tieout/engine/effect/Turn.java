package io.tieout.engine.effect;

import io.tieout.engine.effect.Leases.Lease;
import io.tieout.engine.proposal.Filed;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;

/// A runner's turn at one effect: under which lease, of which proposal, with what to work on.
record Turn(Lease lease, Filed filed, Effect effect, StepKind kind, Work work) {
  Turn with(Effect next) {
    return new Turn(lease, filed, next, kind, work);
  }

  Proposal proposal() {
    return filed.proposal();
  }

  Json.Obj perform(Json.Obj request) {
    return kind.perform(work, request, effect.key());
  }

  StepKind.Look find() {
    return kind.find(work, effect.request(), effect.knownId());
  }

  StepKind.ReadBack verify(Json.Obj made) {
    return kind.verify(work, effect.request(), made);
  }

  /// The finding there is while this step does not get on.
  String troubleKey() {
    return "effect trouble " + proposal().id() + "/" + kind.name();
  }

  /// The finding there is when this step's outcome needs a person.
  String answerKey() {
    return "effect answer " + effect.id();
  }
}
