package io.tieout.engine.effect;

import io.tieout.engine.effect.StepKind.Look;
import io.tieout.engine.effect.StepKind.ReadBack;
import io.tieout.engine.effect.StepKind.Weight;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Source;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one effect one stretch further: sends it, or settles what an earlier sending led to. Talks
/// to the outside, never with a transaction open.
final class StepRun {
  private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);

  /// Two hours by default: longer than any index was ever seen to lag.
  private static final int PATIENCES_OF_DOUBT = 60;

  private final EffectRunner.Deps deps;
  private final Outcomes outcomes;

  StepRun(EffectRunner.Deps deps, Outcomes outcomes) {
    this.deps = deps;
    this.outcomes = outcomes;
  }

  void advance(Turn turn) {
    switch (turn.effect().state()) {
      case PLANNED -> {
        if (!outcomes.heldBack(turn)) {
          send(turn, freshness(turn));
        }
      }
      case SENT ->
          settle(outcomes.uncertain(turn, "whether it arrived is not known", Optional.empty()));
      case UNCERTAIN -> settle(turn);
      case CONFIRMED, FAILED, SKIPPED ->
          throw new IllegalStateException(turn.effect().id() + " has nothing left to do");
    }
  }

  /// An unknown outcome: looks before anything else. Only what two looks, some time apart, have not
  /// found is sent again, under the same key.
  private void settle(Turn turn) {
    boolean patient = patienceOver(turn);
    // Read before the look: what shows only now is then found by the look, not taken for foreign.
    Freshness.Finding fresh = patient ? freshness(turn) : new Freshness.Finding.Unchanged();
    Look look;
    try {
      look = turn.find();
    } catch (FaultException e) {
      outcomes.putOff(turn, e.fault());
      return;
    }
    switch (look) {
      case Look.Found(Json.Obj made) -> readBack(turn, made);
      case Look.Absent() -> send(turn, freshness(turn));
      case Look.NotSeen() -> {
        if (!patient) {
          outcomes.absent(turn, firstAbsence(turn).plus(patience(turn)));
        } else if (turn.effect().knownId().isPresent()) {
          Json.Obj said = Json.object().put("id", turn.effect().knownId().get()).build();
          outcomes.differs(turn, ReadBack.gone(said, turn.kind().thing()));
        } else if (ends(fresh) && doubtful(turn)) {
          outcomes.absent(turn, lookAgain(turn));
        } else {
          send(turn, fresh);
        }
      }
    }
  }

  /// Whether nothing will be sent any more, so that nobody would look again.
  private static boolean ends(Freshness.Finding fresh) {
    return switch (fresh) {
      case Freshness.Finding.Moved _, Freshness.Finding.AlreadyDone _ -> true;
      case Freshness.Finding.Unchanged _, Freshness.Finding.Unreadable _ -> false;
    };
  }

  /// What is sent again goes under the same key; what is given up would come out beside whatever
  /// takes its place. So it is looked for much longer first.
  private boolean doubtful(Turn turn) {
    return deps.clock().instant().isBefore(doubtEnds(turn));
  }

  private Instant doubtEnds(Turn turn) {
    return turn.effect().lastSent().plus(deps.patience().multipliedBy(PATIENCES_OF_DOUBT));
  }

  private Instant lookAgain(Turn turn) {
    Instant soon = deps.clock().instant().plus(patience(turn));
    return soon.isBefore(doubtEnds(turn)) ? soon : doubtEnds(turn);
  }

  private void send(Turn turn, Freshness.Finding fresh) {
    deps.marks().reached(Mark.T3_PLANNED, turn.kind().name());
    switch (fresh) {
      case Freshness.Finding.Unchanged() -> transmit(turn);
      case Freshness.Finding.Unreadable(String why) ->
          outcomes.putOff(turn, new Fault.Transient("the sources cannot be read: " + why));
      case Freshness.Finding.AlreadyDone(String what) -> doneAlready(turn, what);
      case Freshness.Finding.Moved(var differences) ->
          outcomes.voidedByChange(
              turn,
              differences.stream()
                  .map(Source.Difference::sentence)
                  .collect(Collectors.joining("; ")));
    }
  }

  /// What shows only now may be what an earlier sending of ours led to.
  private void doneAlready(Turn turn, String what) {
    try {
      if (turn.effect().wasSent() && turn.find() instanceof Look.Found(Json.Obj made)) {
        readBack(turn, made);
        return;
      }
    } catch (FaultException e) {
      outcomes.putOff(turn, e.fault());
      return;
    }
    outcomes.voided(turn, "done elsewhere: " + what);
  }

  private void transmit(Turn turn) {
    Optional<Turn> sent;
    try {
      sent = outcomes.sent(turn, turn.kind().request(turn.work()));
    } catch (FaultException e) {
      outcomes.putOff(turn, e.fault());
      return;
    }
    sent.ifPresent(this::transmitted);
  }

  private void transmitted(Turn sent) {
    deps.marks().reached(Mark.BEFORE_SEND, sent.kind().name());
    if (!sent.hold().sure()) {
      outcomes.nothingHappened(
          sent, "not sent: the process was held up, and another may have it now", Duration.ZERO);
      return;
    }
    Json.Obj made;
    try {
      made = sent.perform();
    } catch (FaultException e) {
      failed(sent, e.fault());
      return;
    } catch (RuntimeException e) {
      LOG.error("{} failed in an unforeseen way", sent.effect().id(), e);
      outcomes.uncertain(sent, "failed in an unforeseen way", Optional.empty());
      return;
    }
    deps.marks().reached(Mark.AFTER_SEND, sent.kind().name());
    readBack(sent, made);
  }

  private void failed(Turn sent, Fault fault) {
    switch (fault) {
      case Fault.Transient(String why) ->
          outcomes.nothingHappened(
              sent, why, Backoff.after(sent.effect().sends(), sent.effect().key()));
      case Fault.Throttled(String why, Duration wait) ->
          outcomes.nothingHappened(
              sent, why, wait.isPositive() ? wait : Backoff.after(0, sent.effect().key()));
      case Fault.Ambiguous(String why) -> outcomes.uncertain(sent, why, Optional.empty());
      case Fault.Broken _ -> outcomes.putOff(sent, fault);
      case Fault.Refused refused -> refused(sent, refused);
    }
  }

  /// A refusal of a repeated sending may mean that the first one arrived after all.
  private void refused(Turn sent, Fault.Refused refused) {
    if (sent.effect().sends() > 1) {
      try {
        if (sent.find() instanceof Look.Found(Json.Obj made)) {
          readBack(sent, made);
          return;
        }
      } catch (FaultException e) {
        outcomes.putOff(sent, e.fault());
        return;
      }
    }
    if (!sent.numberTaken(refused)) {
      outcomes.refused(sent, refused);
    } else if (sent.effect().sends() == 1 || sent.numberSeenElsewhere()) {
      outcomes.numberTaken(sent, refused);
    } else {
      // Our own first sending may have it, and not show yet.
      outcomes.putOff(sent, new Fault.Ambiguous(refused.message()));
    }
  }

  private void readBack(Turn turn, Json.Obj made) {
    ReadBack read;
    try {
      read = turn.verify(made);
    } catch (FaultException e) {
      outcomes.uncertain(
          turn, "made, but not read back yet: " + e.fault().message(), made.optText("id"));
      return;
    }
    if (read.result().isEmpty() || !read.disagreements().isEmpty()) {
      outcomes.differs(turn, read);
    } else {
      outcomes.confirmed(turn, read);
    }
    deps.marks().reached(Mark.AFTER_CONFIRM, turn.kind().name());
  }

  /// The write-back that follows an invoice tells what was just read back. One that stands alone
  /// may have waited until the books moved on, and must not bring the old back.
  private Freshness.Finding freshness(Turn turn) {
    boolean alone =
        switch (turn.proposal().outside()) {
          case Change.UpdateDealFinance _, Change.UndoUpdate _ -> true;
          case Change.CreateInvoice _,
              Change.DraftInvoice _,
              Change.DiscardDraft _,
              Change.UndoInvoice _ ->
              false;
        };
    if (turn.kind().weight() != Weight.BOOKS && !alone) {
      return new Freshness.Finding.Unchanged();
    }
    try {
      return deps.freshness().check(turn.proposal());
    } catch (FaultException e) {
      return new Freshness.Finding.Unreadable(e.fault().message());
    }
  }

  private boolean patienceOver(Turn turn) {
    return turn.effect()
        .firstAbsence()
        .filter(first -> !deps.clock().instant().isBefore(first.plus(patience(turn))))
        .isPresent();
  }

  private Instant firstAbsence(Turn turn) {
    return turn.effect().firstAbsence().orElseGet(() -> deps.clock().instant());
  }

  /// Longer with every sending that led to nothing certain.
  private Duration patience(Turn turn) {
    return deps.patience().multipliedBy(Math.max(1, turn.effect().sends()));
  }
}
