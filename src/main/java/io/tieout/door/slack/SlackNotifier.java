package io.tieout.door.slack;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.db.Database;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.notice.Notifier;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers notices. Cards are always drawn from the tables' present state, so that an old notice
/// delivered late cannot bring back an old card.
final class SlackNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(SlackNotifier.class);
  private static final Set<String> CARD_IS_GONE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed");

  private final SlackClient client;
  private final String channel;
  private final Approvals approvals;
  private final CardBlocks cardBlocks;
  private final Cards cards;
  private final FindingReader findings;

  /// Reads a finding by its id.
  @FunctionalInterface
  interface FindingReader {
    Optional<Finding> find(String id);
  }

  SlackNotifier(
      SlackClient client,
      String channel,
      Approvals approvals,
      CardBlocks cardBlocks,
      Stored stored) {
    this.client = client;
    this.channel = channel;
    this.approvals = approvals;
    this.cardBlocks = cardBlocks;
    this.cards = stored.cards();
    this.findings = id -> stored.database().inTransaction(sql -> stored.findings().find(sql, id));
  }

  /// What is kept in tables.
  record Stored(Database database, Cards cards, Findings findings) {}

  @Override
  public void deliver(Notice notice) {
    switch (notice) {
      case Notice.CardChanged(String requestId) -> card(approvals.view(requestId));
      case Notice.ThreadNews(String requestId, String text) -> news(requestId, text);
      case Notice.FindingRaised(String findingId) ->
          findings.find(findingId).ifPresent(this::finding);
      case Notice.Reply reply -> reply(reply);
      case Notice.Whisper(String where, String userId, String text) ->
          client.whisper(
              new SlackClient.Outgoing(
                  where,
                  Optional.empty(),
                  Mrkdwn.escaped(text),
                  List.of(Blocks.section(Mrkdwn.sentence(text)))),
              userId);
    }
  }

  /// Takes the buttons away while a decision is worked on. A failure is not worth failing for: the
  /// decision redraws the card anyway.
  void busy(RequestView view, String who) {
    cards
        .placeOf(subject(view))
        .ifPresent(place -> {
          try {
            client.update(
                outgoing(place.channel(), view, cardBlocks.drawBusy(view, who)), place.ts());
          } catch (SlackException e) {
            LOG.info("card of {} not shown as busy: {}", view.requestId(), e.error());
          }
        });
  }

  private void card(RequestView view) {
    Optional<Cards.Place> place = cards.placeOf(subject(view));
    List<Json.Obj> blocks = cardBlocks.draw(view);
    if (place.isPresent() && updated(place.get(), view, blocks)) {
      return;
    }
    String ts = client.post(outgoing(channel, view, blocks));
    cards.remember(subject(view), new Cards.Place(channel, ts));
  }

  /// Updates the card where it is. When the message cannot be edited any more, its state goes into
  /// the thread and a new card is posted.
  private boolean updated(Cards.Place place, RequestView view, List<Json.Obj> blocks) {
    try {
      client.update(outgoing(place.channel(), view, blocks), place.ts());
      return true;
    } catch (SlackException e) {
      if (!CARD_IS_GONE.contains(e.error())) {
        throw e;
      }
      LOG.warn("card of {} cannot be updated ({}); posting it anew", view.requestId(), e.error());
      return false;
    }
  }

  private void news(String requestId, String text) {
    Optional<Cards.Place> place = cards.placeOf("request " + requestId);
    client.post(
        new SlackClient.Outgoing(
            place.map(Cards.Place::channel).orElse(channel),
            place.map(Cards.Place::ts),
            Mrkdwn.escaped(text.replace("**", "")),
            List.of(Blocks.section(Mrkdwn.sentence(text)))));
  }

  private void finding(Finding finding) {
    String subject = "finding " + finding.id();
    SlackClient.Outgoing message =
        new SlackClient.Outgoing(
            channel,
            Optional.empty(),
            Mrkdwn.escaped(finding.draft().title()),
            FindingBlocks.draw(finding));
    Optional<Cards.Place> place = cards.placeOf(subject);
    if (place.isPresent()) {
      client.update(message, place.get().ts());
    } else {
      cards.remember(subject, new Cards.Place(channel, client.post(message)));
    }
  }

  private void reply(Notice.Reply reply) {
    Answer answer = reply.answer();
    SlackClient.Outgoing message =
        new SlackClient.Outgoing(
            reply.channel(),
            reply.thread(),
            AnswerBlocks.fallback(answer),
            AnswerBlocks.draw(answer));
    if (reply.onlyFor().isPresent()) {
      client.whisper(message, reply.onlyFor().get());
    } else {
      client.post(message);
    }
  }

  private SlackClient.Outgoing outgoing(String where, RequestView view, List<Json.Obj> blocks) {
    return new SlackClient.Outgoing(where, Optional.empty(), cardBlocks.fallback(view), blocks);
  }

  private static String subject(RequestView view) {
    return "request " + view.requestId();
  }
}
