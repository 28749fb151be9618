package io.tieout.door.slack;

import io.tieout.door.assistant.Assistant;
import io.tieout.door.assistant.Turn;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.Verdict;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Works on what people said and clicked, after it was stored and acknowledged.
final class SlackWork implements SignalHandler {
  private static final Pattern MENTION = Pattern.compile("<@[A-Z0-9]+>");
  private static final Set<Role> MAY_ANSWER =
      Set.of(Role.AR_CLERK, Role.CONTROLLER, Role.CFO, Role.ADMIN);

  private final Assistant assistant;
  private final Approvals approvals;
  private final SlackNotifier notifier;
  private final Stored stored;
  private final Directory directory;

  /// What is kept in tables.
  record Stored(
      Database database,
      Outbox outbox,
      Findings findings,
      Transcript transcript,
      Cards cards,
      String financeChannel) {}

  SlackWork(
      Assistant assistant,
      Approvals approvals,
      SlackNotifier notifier,
      Stored stored,
      Directory directory) {
    this.assistant = assistant;
    this.approvals = approvals;
    this.notifier = notifier;
    this.stored = stored;
    this.directory = directory;
  }

  @Override
  public void handle(StoredSignal signal) {
    Json.Obj body = signal.signal().body();
    switch (signal.signal().kind()) {
      case SlackInbound.SAID -> said(body);
      case SlackInbound.CLICKED_APPROVE -> approve(body);
      case SlackInbound.CLICKED_REJECT -> reject(body);
      case SlackInbound.ANSWERED -> answerFinding(body);
      case String other ->
          throw new IllegalArgumentException("no handler for a Slack signal of kind " + other);
    }
  }

  private void said(Json.Obj body) {
    String channel = body.text("channel");
    Optional<String> onlyFor = body.optText("only_for");
    Optional<String> thread = body.optText("thread");
    String place = thread.orElse(body.text("user"));
    String text = MENTION.matcher(body.text("text")).replaceAll(" ").strip();
    Answer answer =
        assistant.answer(
            new Turn(
                body.text("user"),
                text.isEmpty() ? "help" : text,
                stored.transcript().before(channel, place)));
    stored.transcript().add(channel, place, new Turn.Said(Turn.Who.PERSON, text));
    stored
        .transcript()
        .add(channel, place, new Turn.Said(Turn.Who.ASSISTANT, AnswerBlocks.fallback(answer)));
    post(new Notice.Reply(channel, thread, onlyFor, answer));
  }

  private void approve(Json.Obj body) {
    Click click = click(body, Optional.empty());
    notifier.busy(approvals.view(click.requestId()), name(click.personId()));
    Verdict verdict = approvals.approve(click);
    tell(click, verdict);
  }

  private void reject(Json.Obj body) {
    Click click = click(body, body.optText("reason"));
    notifier.busy(approvals.view(click.requestId()), name(click.personId()));
    tell(click, approvals.reject(click));
  }

  /// Verdicts that change the request redraw the card themselves; the rest is told to the person
  /// alone, and the card is drawn back as it was.
  private void tell(Click click, Verdict verdict) {
    Optional<String> privately =
        switch (verdict) {
          case Verdict.Approved(), Verdict.Rejected(), Verdict.Counted _ -> Optional.empty();
          case Verdict.NotAllowed(String why) -> Optional.of(why);
          case Verdict.AlreadySettled(_, String why) ->
              Optional.of("This was decided before your click: " + why);
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
    boolean may =
        directory.bySlackId(user).filter(m -> MAY_ANSWER.stream().anyMatch(m::has)).isPresent();
    if (!may) {
      post(
          new Notice.Whisper(
              stored.financeChannel(),
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
          stored.findings().answer(sql, finding, user, body.text("value"));
          stored.outbox().post(sql, new Notice.FindingRaised(finding));
        });
  }

  private static Click click(Json.Obj body, Optional<String> reason) {
    return new Click(body.text("request"), body.text("user"), body.text("digest"), reason);
  }

  private String name(String userId) {
    return directory.bySlackId(userId).map(Member::name).orElse("somebody");
  }

  private void post(Notice notice) {
    stored.database().transact(sql -> stored.outbox().post(sql, notice));
  }
}
