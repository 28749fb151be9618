package io.tieout.engine.effect;

import io.tieout.engine.effect.Leases.Lease;
import io.tieout.engine.halt.Target;
import io.tieout.engine.lease.Hold;
import io.tieout.engine.proposal.Filed;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.permit.Permit;

/// A runner's turn at one effect: under which lease, of which proposal, with what to work on.
///
/// @param hold tells for how long the lease is surely ours
record Turn(Lease lease, Filed filed, Effect effect, StepKind kind, Work work, Hold hold) {
  Turn with(Effect next) {
    return new Turn(lease, filed, next, kind, work, hold);
  }

  Proposal proposal() {
    return filed.proposal();
  }

  /// Where the step writes to.
  Target target() {
    return kind.target(proposal().outside());
  }

  /// What it writes leaves only while the lease is surely ours.
  Json.Obj perform() {
    if (again() && find() instanceof StepKind.Look.Found(Json.Obj made)) {
      return made;
    }
    return Permit.during(hold::left, () -> kind.perform(work, effect.request(), effect.key()));
  }

  /// Whether a person has it tried again, under another key. It may not have shown and show by now.
  boolean again() {
    return effect.generation() > 1 && kind.weight() == StepKind.Weight.BESIDE;
  }

  /// Whether the refusal is about the number we gave.
  boolean numberTaken(Fault.Refused refused) {
    return kind.numbers() == StepKind.Numbered.GIVES
        && Numbering.in(effect.request()).isPresent()
        && saysTaken(refused);
  }

  /// Whether an invoice that is not ours shows under the number we gave.
  boolean numberSeenElsewhere() {
    try {
      return Numbering.in(effect.request())
          .flatMap(number -> work.ledger().invoiceNumbered(number))
          .filter(i -> !i.bears(work.invoicing().invoice().mark()))
          .isPresent();
    } catch (FaultException e) {
      // More than one bears it.
      return e.fault() instanceof Fault.Refused refused && saysTaken(refused);
    }
  }

  private boolean saysTaken(Fault.Refused refused) {
    return refused.code().equals(LedgerWriter.NUMBER_TAKEN)
        || work.ledgerWriter().saysNumberTaken(refused);
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
