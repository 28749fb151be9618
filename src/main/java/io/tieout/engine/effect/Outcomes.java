package io.tieout.engine.effect;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.EffectLog.Next;
import io.tieout.engine.effect.StepKind.ReadBack;
import io.tieout.engine.effect.StepKind.Weight;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Commits what became of an effect: its event, what was read back, audit, links, findings and card
/// in one transaction, and only while the lease is still ours.
final class Outcomes {
  private static final int ATTEMPTS_BEFORE_TELLING = 8;
  private static final String SENT_AGAIN = "sent unless it shows by now";

  private final EffectRunner.Deps deps;
  private final Leases leases;
  private final Numbering numbering;
  private final Telling telling;
  private final Commits commits;
  private final Holding holding;

  Outcomes(EffectRunner.Deps deps, Leases leases) {
    this.deps = deps;
    this.leases = leases;
    this.numbering = new Numbering(deps.numbers());
    this.telling = new Telling(deps);
    this.commits = new Commits(deps, leases, telling);
    this.holding = new Holding(commits);
  }

  /// About to be sent, with its number where one is ours to give: that is in the request now. From
  /// here on a crash leaves an unknown outcome. Not while a halt stands: that is asked for, and
  /// kept from changing, before anything else is locked.
  Optional<Turn> sent(Turn turn, Json.Obj request) {
    long before = deps.keeper().nanos();
    Optional<Turn> sent =
        deps.database()
            .inTransaction(sql -> {
              return holding.stops(sql, turn)
                  ? Optional.empty()
                  : Optional.of(marked(sql, turn, request));
            });
    sent.ifPresent(marked -> marked.hold().renewedAt(before));
    return sent;
  }

  private Turn marked(Sql marking, Turn turn, Json.Obj request) {
    return commits.commit(
        marking,
        turn,
        (sql, now) -> {
          leases.extend(sql, turn.lease());
          if (deps.proposals().find(sql, turn.proposal().id()).orElseThrow().state()
              == ProposalState.APPROVED) {
            deps.proposals()
                .move(sql, turn.proposal().id(), ProposalState.EXECUTING, "sending", Effects.ACTOR);
          }
          Json.Obj numbered = numbering.numbered(sql, turn, request);
          Optional<String> number = Numbering.in(numbered);
          if (!turn.effect().wasSent()) {
            number.ifPresent(
                n -> telling.tell(sql, turn, "invoice numbered", "number " + n, List.of(n)));
          }
          return new Next(
              EffectState.SENT,
              number.map(n -> "sent with number " + n).orElse(turn.again() ? SENT_AGAIN : "sent"),
              Optional.of(now),
              Optional.of(numbered),
              Json.object().put("key", turn.effect().key()).build(),
              turn.lease().token());
        });
  }

  /// Whether a halt stands in the way, before anybody is asked anything; it is told then.
  boolean heldBack(Turn turn) {
    return deps.database().inTransaction(sql -> holding.tells(sql, turn));
  }

  Turn uncertain(Turn turn, String why, Optional<String> madeId) {
    return commits.commit(
        turn,
        (sql, now) -> {
          if (turn.effect().attempts() >= ATTEMPTS_BEFORE_TELLING) {
            telling.trouble(sql, turn, why);
          }
          Duration wait =
              turn.effect().state() == EffectState.SENT && madeId.isEmpty()
                  ? Duration.ZERO
                  : Backoff.after(turn.effect().attempts(), turn.effect().key());
          return next(
              turn,
              EffectState.UNCERTAIN,
              why,
              Optional.of(now.plus(wait)),
              Json.object().putText("madeId", madeId).build());
        });
  }

  /// Looked for and not found; to be looked for again.
  void absent(Turn turn, Instant lookAgainAt) {
    commits.commit(
        turn,
        (_, _) ->
            next(
                turn,
                EffectState.UNCERTAIN,
                "looked for and not there; looking again before it is sent again",
                Optional.of(lookAgainAt),
                Json.object().put("absent", true).build()));
  }

  /// Certain that nothing came of the last sending. That says nothing of an earlier one whose
  /// outcome is unknown.
  void nothingHappened(Turn turn, String why, Duration wait) {
    boolean certain = turn.effect().sends() == 1 || !turn.effect().wasUncertain();
    commits.commit(
        turn,
        (sql, now) -> {
          if (turn.effect().attempts() >= ATTEMPTS_BEFORE_TELLING) {
            telling.trouble(sql, turn, why);
          }
          return next(
              turn,
              certain ? EffectState.PLANNED : EffectState.UNCERTAIN,
              "to be tried again: " + why,
              Optional.of(now.plus(wait)),
              Json.object().build());
        });
  }

  /// A fault on the way: nothing is concluded, it is tried again later. What needs a repair is told
  /// to people at once.
  void putOff(Turn turn, Fault fault) {
    boolean needsRepair = fault instanceof Fault.Broken || fault instanceof Fault.Refused;
    Duration wait =
        switch (fault) {
          case Fault.Throttled(String _, Duration after) when after.isPositive() -> after;
          case Fault.Throttled _, Fault.Transient _, Fault.Ambiguous _ ->
              Backoff.after(turn.effect().attempts(), turn.effect().key());
          case Fault.Broken _, Fault.Refused _ -> Backoff.REPAIR;
        };
    commits.commit(
        turn,
        (sql, now) -> {
          if (needsRepair || turn.effect().attempts() >= ATTEMPTS_BEFORE_TELLING) {
            telling.trouble(sql, turn, fault.message());
          }
          return next(
              turn,
              turn.effect().state() == EffectState.PLANNED
                  ? EffectState.PLANNED
                  : EffectState.UNCERTAIN,
              "put off: " + fault.message(),
              Optional.of(now.plus(wait)),
              Json.object().build());
        });
  }

  /// Read back and equal.
  void confirmed(Turn turn, ReadBack read) {
    Json.Obj result = read.result().orElseThrow();
    commits.transact(
        turn,
        sql -> {
          Turn done = append(sql, turn, EffectState.CONFIRMED, read);
          numbering.used(sql, turn, read);
          Compensations.store(sql, done.effect(), turn.proposal().outside());
          turn.kind().links(turn.work(), result).forEach(link -> deps.links().link(sql, link));
          Undoing.confirmed(sql, deps, turn.proposal(), turn.kind().name());
          deps.findings().resolve(sql, turn.troubleKey(), "done: " + read.detail());
          telling.tell(sql, done, "effect confirmed", read.detail(), read.refs());
          deps.cards().changed(sql, turn.proposal().id());
          finish(sql, turn.filed());
        });
  }

  /// There, but not as it was approved; or gone although an answer said it was made.
  void differs(Turn turn, ReadBack read) {
    String text =
        "%s is not as it was approved: %s. Nothing more is done here until somebody decides."
            .formatted(turn.kind().thing(), read.differences());
    commits.transact(
        turn,
        sql -> {
          Turn failed = append(sql, turn, EffectState.FAILED, read);
          numbering.used(sql, turn, read);
          List<Choice> choices = new ArrayList<>();
          if (read.result().isPresent()) {
            choices.add(EffectAnswers.ACCEPT);
          }
          choices.add(
              turn.kind().weight() == Weight.BOOKS ? EffectAnswers.STOP : EffectAnswers.RETRY);
          telling.ask(sql, turn, EffectAnswers.DIFFERS, text, choices);
          telling.tell(sql, failed, "effect differs", read.differences(), read.refs());
          deps.cards().news(sql, turn.proposal().id(), text);
        });
  }

  /// The other side understood and said no.
  void refused(Turn turn, Fault.Refused refused) {
    String text =
        "%s was refused: %s (%s)".formatted(turn.kind().thing(), refused.message(), refused.code());
    commits.transact(
        turn,
        sql -> {
          Next failed =
              next(turn, EffectState.FAILED, text, Optional.empty(), Json.object().build());
          Effect effect = EffectLog.append(sql, turn.effect(), failed, deps.clock().instant());
          telling.tell(sql, turn.with(effect), "effect refused", text, List.of());
          switch (turn.kind().weight()) {
            case BOOKS -> {
              telling.ask(sql, turn, EffectAnswers.REFUSED, text, List.of());
              end(sql, turn, ProposalState.FAILED, text);
            }
            case OURS -> {
              telling.trouble(sql, turn, text + ". It is tried again from time to time.");
              Duration wait = Backoff.afterRefusal(effect.generation());
              deps.effects()
                  .planAgain(sql, turn.proposal(), effect, deps.clock().instant().plus(wait));
              deps.cards().news(sql, turn.proposal().id(), text + "; it will be tried again");
            }
            case BESIDE -> {
              telling.ask(
                  sql,
                  turn,
                  EffectAnswers.REFUSED,
                  text,
                  List.of(EffectAnswers.RETRY, EffectAnswers.SKIP));
              deps.cards().news(sql, turn.proposal().id(), text);
            }
          }
        });
  }

  /// Another record of the book has the number: it is set aside, and the next is tried under
  /// another key. The bound keeps a wrong pattern from trying for ever.
  void numberTaken(Turn turn, Fault.Refused refused) {
    String number = Numbering.in(turn.effect().request()).orElseThrow();
    String text = "number %s is taken: %s".formatted(number, refused.message());
    commits.transact(
        turn,
        sql -> {
          Next failed =
              next(turn, EffectState.FAILED, text, Optional.empty(), Json.object().build());
          Effect effect = EffectLog.append(sql, turn.effect(), failed, deps.clock().instant());
          numbering.taken(sql, turn);
          telling.tell(sql, turn.with(effect), "invoice number taken", text, List.of(number));
          if (effect.generation() < Numbering.MOST_TRIED) {
            deps.effects().planAgain(sql, turn.proposal(), effect, deps.clock().instant());
            deps.cards().changed(sql, turn.proposal().id());
          } else {
            String whole =
                "%s could not be numbered: %d numbers up to %s are taken in the books; raise invoice_numbers_from or write another invoice_numbers"
                    .formatted(turn.kind().thing(), Numbering.MOST_TRIED, number);
            telling.ask(sql, turn, EffectAnswers.REFUSED, whole, List.of());
            end(sql, turn, ProposalState.FAILED, whole);
          }
        });
  }

  /// Somebody did it already: nothing is sent.
  void voided(Turn turn, String why) {
    commits.transact(turn, sql -> end(sql, turn, ProposalState.VOIDED, withWhatExists(turn, why)));
  }

  /// What it rests on moved: nothing is sent, and the deal is looked at anew.
  void voidedByChange(Turn turn, String differences) {
    String why = withWhatExists(turn, "changed since it was approved: " + differences);
    commits.transact(
        turn,
        sql -> {
          end(sql, turn, ProposalState.VOIDED, why);
          deps.inbox()
              .accept(
                  sql,
                  new Signal(
                      "tieout",
                      "look again after " + turn.proposal().id(),
                      turn.proposal().subject(),
                      "deal to be looked at again",
                      Json.object()
                          .put("dealId", turn.proposal().outside().dealId())
                          .put("because", differences)
                          .build()));
        });
  }

  /// Ends the proposal as done when nothing is left to do.
  void finish(Sql sql, Filed then) {
    String id = then.proposal().id();
    List<Effect> effects = EffectLog.latest(sql, id);
    boolean settled = effects.stream().allMatch(e -> e.state().settled());
    Filed now = deps.proposals().find(sql, id).orElseThrow();
    if (!settled || now.state() != ProposalState.EXECUTING) {
      return;
    }
    boolean anything = effects.stream().anyMatch(e -> e.state() == EffectState.CONFIRMED);
    String what =
        effects.stream()
            .filter(e -> e.state() == EffectState.CONFIRMED)
            .map(e -> e.last().why())
            .reduce((a, b) -> a + "; " + b)
            .orElse("nothing was done");
    ProposalState end = anything ? ProposalState.DONE : ProposalState.FAILED;
    deps.proposals().move(sql, id, end, what, Effects.ACTOR);
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                now.proposal().subject(),
                List.of(id),
                Effects.ACTOR,
                "proposal " + end.name().toLowerCase(Locale.ROOT),
                Json.object().put("what", what).build()));
    FirstLook.at(sql, deps, id, effects);
    deps.cards().news(sql, id, (anything ? "Done: " : "Ended: ") + what + ".");
  }

  /// Ends the proposal short of its aim; what was not sent is left out.
  private void end(Sql sql, Turn turn, ProposalState state, String why) {
    String id = turn.proposal().id();
    List<Effect> effects = EffectLog.latest(sql, id);
    for (Effect effect : effects) {
      if (effect.state().open()) {
        Next skip = next(turn, EffectState.SKIPPED, why, Optional.empty(), Json.object().build());
        EffectLog.append(sql, effect, skip, deps.clock().instant());
      }
    }
    List<String> free = numbering.giveBack(sql, effects);
    if (!free.isEmpty()) {
      telling.tell(sql, turn, "invoice number given back", String.join(", ", free), free);
    }
    deps.proposals().move(sql, id, state, why, Effects.ACTOR);
    deps.findings().resolve(sql, turn.troubleKey(), why);
    telling.tell(sql, turn, "proposal " + state.name().toLowerCase(Locale.ROOT), why, List.of());
    deps.cards().news(sql, id, why);
  }

  private Turn append(Sql sql, Turn turn, EffectState state, ReadBack read) {
    Json.Obj details =
        Json.object()
            .putJson("result", read.result())
            .putText("link", read.link())
            .put("refs", Json.texts(read.refs()))
            .put("links", links(turn, read))
            .put("detail", read.detail())
            .build();
    String why = state == EffectState.CONFIRMED ? read.detail() : read.differences();
    Effect effect =
        EffectLog.append(
            sql,
            turn.effect(),
            next(turn, state, why, Optional.empty(), details),
            deps.clock().instant());
    EffectLog.observe(sql, effect, read.observations());
    return turn.with(effect);
  }

  /// Kept with the event, so that a person's later acceptance can link without asking anybody.
  private static List<Json.Obj> links(Turn turn, ReadBack read) {
    return read.result().stream()
        .flatMap(result -> turn.kind().links(turn.work(), result).stream())
        .map(Records::write)
        .toList();
  }

  private static String withWhatExists(Turn turn, String why) {
    List<String> exists = new ArrayList<>();
    if (turn.work().results().containsKey(CreateCustomerStep.NAME)) {
      exists.add(
          "customer “%s” had been created before and stays"
              .formatted(turn.work().createdCustomer().displayName()));
    }
    if (turn.effect().wasUncertain()) {
      exists.add("what was sent did not arrive: it was looked for until no doubt was left");
    }
    return "%s (%s)"
        .formatted(why, exists.isEmpty() ? "nothing was sent" : String.join("; ", exists));
  }

  private static Next next(
      Turn turn, EffectState state, String why, Optional<Instant> dueAt, Json.Obj details) {
    return Next.of(state, why, dueAt, details, turn.lease().token());
  }
}
