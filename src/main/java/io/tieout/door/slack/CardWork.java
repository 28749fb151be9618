package io.tieout.door.slack;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.Source;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Directory;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Works on what people did with a card, after it was stored and acknowledged.
final class CardWork {
  private final Approvals approvals;
  private final Supplier<Directory> people;
  private final UndoDesk undo;
  private final EditPort edits;
  private final Telling telling;

  /// How people are told.
  ///
  /// @param channelOf the channel of a request's card
  record Telling(
      SlackNotifier notifier, Consumer<Notice> post, Function<String, String> channelOf) {}

  CardWork(
      Approvals approvals,
      Supplier<Directory> people,
      UndoDesk undo,
      EditPort edits,
      Telling telling) {
    this.approvals = approvals;
    this.people = people;
    this.undo = undo;
    this.edits = edits;
    this.telling = telling;
  }

  void approve(Json.Obj body) {
    Click click = click(body);
    busy(click);
    tell(click, approvals.approve(click));
  }

  void reject(Json.Obj body) {
    Click click = click(body);
    busy(click);
    tell(click, approvals.reject(click));
  }

  void edit(Json.Obj body) {
    Click click = click(body);
    busy(click);
    tell(click, edits.edit(click, Records.read(body.obj("edit"), InvoiceEdit.class)));
  }

  void ask(Json.Obj body) {
    Click click = click(body);
    approvals.ask(click).ifPresent(verdict -> tell(click, verdict));
  }

  void answer(Json.Obj body) {
    Click click = click(body);
    told(
        click,
        approvals.answer(click.requestId(), click.personId(), click.reason().orElse("")),
        "Your answer was not taken: ");
  }

  void add(Json.Obj body) {
    Click click = click(body);
    told(
        click,
        approvals.addApprover(click.requestId(), click.personId(), body.text("person")),
        "Nobody was added: ");
  }

  void undo(Json.Obj body) {
    String proposal = approvals.view(body.text("request")).proposal().id();
    people
        .get()
        .bySlackId(body.text("user"))
        .map(person -> undo.asked(person, proposal, body.optText("because")))
        .ifPresent(words -> whisper(click(body), words));
  }

  private void told(Click click, Optional<String> refused, String so) {
    refused.ifPresent(why -> whisper(click, so + why + "."));
  }

  /// Takes the buttons away while a click is weighed, unless it is of somebody who cannot decide
  /// anyway: nobody else's buttons go for that.
  private void busy(Click click) {
    RequestView view = approvals.view(click.requestId());
    people
        .get()
        .bySlackId(click.personId())
        .filter(m -> view.round().mayAct(m.slackUserId()))
        .ifPresent(m -> telling.notifier().busy(view, m.name()));
  }

  /// Verdicts that change the request redraw the card themselves; the rest is told to the person
  /// alone, and the card is drawn back as it was.
  private void tell(Click click, Verdict verdict) {
    Optional<String> privately =
        switch (verdict) {
          case Verdict.Approved(), Verdict.Rejected(), Verdict.Counted _, Verdict.Edited _ ->
              Optional.empty();
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
    telling.post().accept(new Notice.CardChanged(click.requestId()));
  }

  /// What made the card give way, where nobody decided.
  private String moved(Click click) {
    RequestView view = approvals.view(click.requestId());
    return view.state() == ProposalState.SUPERSEDED
        ? view.differences().stream()
            .map(Source.Difference::sentence)
            .collect(
                Collectors.joining(
                    "; ", ": ", ". A new card follows if there is something to approve still."))
        : "";
  }

  private void whisper(Click click, String text) {
    telling
        .post()
        .accept(
            new Notice.Whisper(
                telling.channelOf().apply(click.requestId()), click.personId(), text));
  }

  private static Click click(Json.Obj body) {
    return new Click(
        body.text("request"),
        body.text("user"),
        body.text("digest"),
        body.optText("reason"),
        body.optText("amount"));
  }
}
