package io.tieout.door.slack;

import io.tieout.door.assistant.Assistant;
import io.tieout.door.assistant.Turn;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.db.Database;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Source;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Works on what people said and clicked, after it was stored and acknowledged.
final class SlackWork implements SignalHandler {
  static final Set<Role> MAY_ANSWER = Set.of(Role.AR_CLERK, Role.CONTROLLER, Role.CFO, Role.ADMIN);

  private static final String NOT_TAKEN =
      "This finding was answered or resolved before your choice, which was therefore not taken.";

  private final Assistant assistant;
  private final Approvals approvals;
  private final SlackNotifier notifier;
  private final Stored stored;
  private final Directory directory;
  private final Desks desks;

  /// What is kept in tables.
  record Stored(
      Database database,
      Outbox outbox,
      Findings findings,
      Transcript transcript,
      Cards cards,
      String financeChannel) {}

  /// Where words go that no model reads.
  record Desks(HaltDesk halting, UndoDesk undo) {}

  SlackWork(
      Assistant assistant,
      Approvals approvals,
      SlackNotifier notifier,
      Stored stored,
      Directory directory,
      Desks desks) {
    this.assistant = assistant;
    this.approvals = approvals;
    this.notifier = notifier;
    this.stored = stored;
    this.directory = directory;
    this.desks = desks;
  }

  @Override
  public void handle(StoredSignal signal) {
    Json.Obj body = signal.signal().body();
    switch (signal.signal().kind()) {
      case SlackInbound.SAID -> said(body);
      case SlackInbound.OPENED -> notifier.suggest(body.text("channel"), body.text("user"));
      case SlackInbound.CLICKED_APPROVE -> approve(body);
      case SlackInbound.CLICKED_REJECT -> reject(body);
      case SlackInbound.ASKED_UNDO -> undo(body);
      case SlackInbound.ANSWERED -> answerFinding(body);
      case String other ->
          throw new IllegalArgumentException("no handler for a Slack signal of kind " + other);
    }
  }

  private void said(Json.Obj body) {
    String channel = body.text("channel");
    String user = body.text("user");
    Optional<String> thread = body.optText("thread");
    String place = thread.orElse(user);
    String words = Mrkdwn.heard(body.text("text"));
    String text = words.isEmpty() ? "help" : words;
    Optional<Member> person = directory.bySlackId(user);
    if (person.isEmpty()) {
      turnAway(body, text);
      return;
    }
    if (HaltDesk.concerns(text)) {
      answerAlone(body, desks.halting().answer(person.get(), text));
      return;
    }
    if (UndoDesk.concerns(text)) {
      answerAlone(body, desks.undo().answer(person.get(), text));
      return;
    }
    Optional<String> onlyFor = body.optText("only_for");
    if (onlyFor.isEmpty()) {
      thread.ifPresent(t -> notifier.working(channel, t));
    }
    Answer answer =
        assistant.answer(new Turn(user, text, stored.transcript().before(channel, place)));
    stored
        .database()
        .transact(sql -> {
          Transcript transcript = stored.transcript();
          transcript.add(sql, channel, place, new Turn.Said(Turn.Who.PERSON, text));
          transcript.add(
              sql,
              channel,
              place,
              new Turn.Said(Turn.Who.ASSISTANT, AnswerBlocks.fallback(answer)));
          stored.outbox().post(sql, new Notice.Reply(channel, thread, onlyFor, answer));
        });
  }

  /// Somebody we do not know is told so, alone. What they said is not kept: it must not lend words
  /// to what others ask later in the same thread.
  private void turnAway(Json.Obj body, String text) {
    answerAlone(body, assistant.answer(new Turn(body.text("user"), text, List.of())));
  }

  private void answerAlone(Json.Obj body, Answer answer) {
    String user = body.text("user");
    Optional<String> onlyFor = body.flag("direct") ? Optional.empty() : Optional.of(user);
    post(new Notice.Reply(body.text("channel"), body.optText("thread"), onlyFor, answer));
  }

  private void approve(Json.Obj body) {
    Click click = click(body, Optional.empty());
    busy(click);
    tell(click, approvals.approve(click));
  }

  private void reject(Json.Obj body) {
    Click click = click(body, body.optText("reason"));
    busy(click);
    tell(click, approvals.reject(click));
  }

  private void undo(Json.Obj body) {
    String proposal = approvals.view(body.text("request")).proposal().id();
    directory
        .bySlackId(body.text("user"))
        .map(person -> desks.undo().asked(person, proposal, body.optText("because")))
        .ifPresent(words -> whisper(click(body, Optional.empty()), words));
  }

  /// Takes the buttons away while a click is weighed, unless it is of somebody who cannot decide
  /// anyway: nobody else's buttons go for that.
  private void busy(Click click) {
    RequestView view = approvals.view(click.requestId());
    directory
        .bySlackId(click.personId())
        .filter(m -> view.ruling() instanceof Ruling.Ask ask && m.has(ask.role()))
        .ifPresent(m -> notifier.busy(view, m.name()));
  }

  /// Verdicts that change the request redraw the card themselves; the rest is told to the person
  /// alone, and the card is drawn back as it was.
  private void tell(Click click, Verdict verdict) {
    Optional<String> privately =
        switch (verdict) {
          case Verdict.Approved(), Verdict.Rejected(), Verdict.Counted _ -> Optional.empty();
          case Verdict.NotAllowed(String why) -> Optional.of(why);
          case Verdict.AlreadySettled(_, String why) ->
              Optional.of("This was decided before your click: " + why + moved(click));
          case Verdict.OtherDigest() ->
              Optional.of(
                  "The card you saw was out of date, so your click did not count. It has been drawn"
                      + " anew: please look again.");
          case Verdict.Changed(var differences) ->
              Optional.of(
                  "Your approval did not count, because something changed after the card was made: "
                      + differences.stream()
                          .map(d -> d.sentence())
                          .collect(Collectors.joining("; "))
                      + ". A new card follows if there is still something to approve.");
          case Verdict.DoneElsewhere(String what) -> Optional.of("Nothing was posted: " + what);
          case Verdict.CannotCheck(String why) ->
              Optional.of(
                  "I could not check that nothing changed ("
                      + why
                      + "), so your click did not count."
                      + " Please click again in a minute.");
          case Verdict.Expired() ->
              Optional.of("The time to approve this has passed, so nothing was done.");
        };
    privately.ifPresent(text -> whisper(click, text));
    post(new Notice.CardChanged(click.requestId()));
  }

  /// What made the card give way, where nobody decided.
  private String moved(Click click) {
    RequestView view = approvals.view(click.requestId());
    return view.state() == ProposalState.SUPERSEDED
        ? view.differences().stream()
            .map(Source.Difference::sentence)
            .collect(
                Collectors.joining(
                    "; ",
                    ": ",
                    ". A new card follows if there is something" + " to approve still."))
        : "";
  }

  private void whisper(Click click, String text) {
    String channel =
        stored
            .cards()
            .placeOf("request " + click.requestId())
            .map(Cards.Place::channel)
            .orElse(stored.financeChannel());
    post(new Notice.Whisper(channel, click.personId(), text));
  }

  private void answerFinding(Json.Obj body) {
    String user = body.text("user");
    String channel = body.text("channel");
    boolean may =
        directory.bySlackId(user).filter(m -> MAY_ANSWER.stream().anyMatch(m::has)).isPresent();
    if (!may) {
      post(
          new Notice.Whisper(
              channel,
              user,
              "Findings are answered by finance (%s). Your choice was not taken."
                  .formatted(
                      MAY_ANSWER.stream()
                          .map(Role::spoken)
                          .sorted()
                          .collect(Collectors.joining(", ")))));
      return;
    }
    String finding = body.text("finding");
    stored
        .database()
        .transact(sql -> {
          boolean taken = stored.findings().answer(sql, finding, user, body.text("value"));
          if (!taken) {
            stored.outbox().post(sql, new Notice.Whisper(channel, user, NOT_TAKEN));
          }
          stored.outbox().post(sql, new Notice.FindingRaised(finding));
        });
  }

  private static Click click(Json.Obj body, Optional<String> reason) {
    return new Click(body.text("request"), body.text("user"), body.text("digest"), reason);
  }

  private void post(Notice notice) {
    stored.database().transact(sql -> stored.outbox().post(sql, notice));
  }
}
