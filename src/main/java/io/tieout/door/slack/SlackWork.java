package io.tieout.door.slack;

import io.tieout.door.assistant.Assistant;
import io.tieout.door.assistant.Turn;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Works on what people said and clicked, after it was stored and acknowledged.
final class SlackWork implements SignalHandler {
  static final Set<Role> MAY_ANSWER = Set.of(Role.AR_CLERK, Role.CONTROLLER, Role.CFO, Role.ADMIN);

  private static final String NOT_TAKEN =
      "This finding was answered or resolved before your choice, which was therefore not taken.";

  private final Assistant assistant;
  private final CardWork cardWork;
  private final SlackNotifier notifier;
  private final Stored stored;
  private final Supplier<Directory> people;
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
  record Desks(HaltDesk halting, UndoDesk undo, EditPort edits, PolicyDesk policy) {}

  SlackWork(
      Assistant assistant,
      Approvals approvals,
      SlackNotifier notifier,
      Stored stored,
      Supplier<Directory> people,
      Desks desks) {
    this.assistant = assistant;
    this.notifier = notifier;
    this.stored = stored;
    this.people = people;
    this.desks = desks;
    this.cardWork =
        new CardWork(
            approvals,
            people,
            desks.undo(),
            desks.edits(),
            new CardWork.Telling(notifier, this::post, this::channelOf));
  }

  private String channelOf(String requestId) {
    return stored
        .cards()
        .placeOf("request " + requestId)
        .map(Cards.Place::channel)
        .orElse(stored.financeChannel());
  }

  @Override
  public void handle(StoredSignal signal) {
    Json.Obj body = signal.signal().body();
    switch (signal.signal().kind()) {
      case SlackInbound.SAID -> said(body);
      case SlackInbound.OPENED -> notifier.suggest(body.text("channel"), body.text("user"));
      case SlackInbound.CLICKED_APPROVE -> cardWork.approve(body);
      case SlackInbound.CLICKED_REJECT -> cardWork.reject(body);
      case SlackInbound.EDITED -> cardWork.edit(body);
      case SlackInbound.ASKED_QUESTION -> cardWork.ask(body);
      case SlackInbound.ANSWERED_QUESTION -> cardWork.answer(body);
      case SlackInbound.ADDED_APPROVER -> cardWork.add(body);
      case SlackInbound.ASKED_UNDO -> cardWork.undo(body);
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
    Optional<Member> person = people.get().bySlackId(user);
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
    if (PolicyDesk.concerns(text)) {
      answerAlone(body, desks.policy().answer(person.get(), text));
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

  private void answerFinding(Json.Obj body) {
    String user = body.text("user");
    String channel = body.text("channel");
    boolean may =
        people.get().bySlackId(user).filter(m -> MAY_ANSWER.stream().anyMatch(m::has)).isPresent();
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

  private void post(Notice notice) {
    stored.database().transact(sql -> stored.outbox().post(sql, notice));
  }
}
