package io.tieout.door.slack;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.db.Database;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.notice.Notifier;
import io.tieout.fact.party.Directory;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers notices. Cards are always drawn from the tables' present state, so that an old notice
/// delivered late cannot bring back an old card.
final class SlackNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(SlackNotifier.class);
  private static final Set<String> CARD_IS_GONE =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "channel_not_found",
          "is_inactive");
  private static final Set<String> TABLE_REFUSED =
      Set.of("invalid_blocks", "invalid_blocks_format", "only_one_table_allowed");
  private static final Set<String> NOT_THERE =
      Set.of("channel_not_found", "not_in_channel", "user_not_in_channel");
  private static final Set<String> THREAD_IS_GONE =
      Set.of("cannot_reply_to_message", "message_not_found", "thread_not_found");
  private static final int FALLBACK = 300;

  /// Questions that make sense in every company. Sent as they are when pressed.
  static final List<SlackClient.Prompt> PROMPTS =
      List.of(
          new SlackClient.Prompt("What waits for approval?", "What is waiting for approval?"),
          new SlackClient.Prompt("What can you do?", "What can you do?"));

  private final SlackClient client;
  private final String channel;
  private final Approvals approvals;
  private final Supplier<Directory> people;
  private final CardBlocks cardBlocks;
  private final Stored stored;

  /// What is kept in tables.
  record Stored(Database database, Cards cards, Findings findings) {}

  SlackNotifier(
      SlackClient client,
      String channel,
      Approvals approvals,
      Supplier<Directory> people,
      Stored stored) {
    this.client = client;
    this.channel = channel;
    this.approvals = approvals;
    this.people = people;
    this.cardBlocks = new CardBlocks(people);
    this.stored = stored;
  }

  @Override
  public void deliver(Notice notice) {
    switch (notice) {
      case Notice.CardChanged(String requestId) -> card(approvals.view(requestId));
      case Notice.ThreadNews(String requestId, String text) -> news(requestId, text);
      case Notice.FindingRaised(String findingId) ->
          stored
              .database()
              .inTransaction(sql -> stored.findings().find(sql, findingId))
              .ifPresent(this::finding);
      case Notice.ChannelNews(String text) -> client.post(said(channel, Optional.empty(), text));
      case Notice.Reply reply -> reply(reply);
      case Notice.Whisper(String where, String userId, String text) ->
          whisper(said(where, Optional.empty(), text), userId);
    }
  }

  /// Takes the buttons away while a decision is worked on. A failure is not worth failing for: the
  /// decision redraws the card anyway.
  void busy(RequestView view, String who) {
    if (view.state() != ProposalState.WAITING) {
      return;
    }
    stored
        .cards()
        .placeOf(subject(view))
        .ifPresent(place -> {
          try {
            client.update(card(place.channel(), view, cardBlocks.drawBusy(view, who)), place.ts());
          } catch (SlackException | FaultException e) {
            LOG.info("card of {} not shown as busy: {}", view.requestId(), e.getMessage());
          }
        });
  }

  /// Shows that an answer is being worked on in a thread.
  void working(String where, String thread) {
    client.session(where, thread, SlackClient.Session.PROCESSING);
  }

  /// Suggests what to ask to somebody who opened our direct messages; nothing to strangers.
  void suggest(String where, String userId) {
    if (people.get().bySlackId(userId).isPresent()) {
      client.suggest(where, "Ask me, for example", PROMPTS);
    }
  }

  private void card(RequestView view) {
    List<Halt> halts =
        stored.database().inTransaction(sql -> Halts.covering(sql, view.proposal().change()));
    show(subject(view), card(channel, view, cardBlocks.draw(view, halts)));
  }

  private void finding(Finding finding) {
    show(
        "finding " + finding.id(),
        new SlackClient.Outgoing(
            channel,
            Optional.empty(),
            FindingBlocks.fallback(finding),
            FindingBlocks.draw(finding)));
  }

  /// Updates the message about the subject where it is, or posts it: for the first time, or anew
  /// when it is gone or cannot be edited any more.
  private void show(String subject, SlackClient.Outgoing message) {
    Optional<Cards.Place> place = stored.cards().placeOf(subject);
    if (place.isPresent() && updated(subject, place.get(), message)) {
      return;
    }
    stored.cards().remember(subject, new Cards.Place(channel, client.post(message)));
  }

  private boolean updated(String subject, Cards.Place place, SlackClient.Outgoing message) {
    try {
      client.update(message.to(place.channel()), place.ts());
      return true;
    } catch (SlackException e) {
      if (!CARD_IS_GONE.contains(e.error())) {
        throw e;
      }
      LOG.warn("{} cannot be updated ({}); posting it anew", subject, e.error());
      return false;
    }
  }

  /// In the card's thread; beside it when the card was deleted.
  private void news(String requestId, String text) {
    Optional<Cards.Place> place = stored.cards().placeOf("request " + requestId);
    String where = place.map(Cards.Place::channel).orElse(channel);
    try {
      client.post(said(where, place.map(Cards.Place::ts), text));
    } catch (SlackException e) {
      if (place.isEmpty() || !THREAD_IS_GONE.contains(e.error())) {
        throw e;
      }
      client.post(said(where, Optional.empty(), text));
    }
  }

  private void reply(Notice.Reply reply) {
    SlackClient.Outgoing message =
        new SlackClient.Outgoing(
            reply.channel(),
            reply.thread(),
            AnswerBlocks.fallback(reply.answer()),
            AnswerBlocks.draw(reply.answer(), AnswerBlocks.Tables.NATIVE));
    try {
      tell(reply, message);
    } catch (SlackException e) {
      if (!TABLE_REFUSED.contains(e.error())) {
        throw e;
      }
      LOG.info("Slack refused the blocks of an answer; drawing its tables in monospace");
      tell(reply, message.with(AnswerBlocks.draw(reply.answer(), AnswerBlocks.Tables.MONOSPACE)));
    }
    if (reply.onlyFor().isEmpty()) {
      reply.thread().ifPresent(t -> client.session(reply.channel(), t, SlackClient.Session.ACTIVE));
    }
  }

  private void tell(Notice.Reply reply, SlackClient.Outgoing message) {
    if (reply.onlyFor().isPresent()) {
      whisper(message, reply.onlyFor().get());
    } else {
      client.post(message);
    }
  }

  /// For one person alone: where they are, or in their direct messages when they or we are not in
  /// that channel. A slash command works everywhere, even where we are not.
  private void whisper(SlackClient.Outgoing message, String userId) {
    try {
      client.whisper(message, userId);
    } catch (SlackException e) {
      if (!NOT_THERE.contains(e.error())) {
        throw e;
      }
      client.post(message.to(userId));
    }
  }

  private static SlackClient.Outgoing said(String where, Optional<String> thread, String text) {
    return new SlackClient.Outgoing(
        where,
        thread,
        Mrkdwn.escaped(text.replace("**", ""), FALLBACK),
        List.<Json.Obj>of(Blocks.section(Mrkdwn.paragraph(text))));
  }

  private SlackClient.Outgoing card(String where, RequestView view, List<Json.Obj> blocks) {
    return new SlackClient.Outgoing(where, Optional.empty(), cardBlocks.fallback(view), blocks);
  }

  private static String subject(RequestView view) {
    return "request " + view.requestId();
  }
}
