package io.tieout.fact.notice;

import java.util.Optional;

/// Something people are told. Notices carry references rather than texts where the truth is in a
/// table: a card is drawn from the table's present state, so that late or repeated delivery is
/// harmless.
public sealed interface Notice {
  /// An approval request's state has changed: post or redraw its card.
  record CardChanged(String requestId) implements Notice {}

  /// News in the thread of a request's card.
  record ThreadNews(String requestId, String text) implements Notice {}

  /// A finding needs a person, was answered, or went away: post or redraw its message.
  record FindingRaised(String findingId) implements Notice {}

  /// News for everybody in the finance channel.
  record ChannelNews(String text) implements Notice {}

  /// An answer in a conversation.
  ///
  /// @param onlyFor the one person who may see it, when it is not for everybody there
  record Reply(String channel, Optional<String> thread, Optional<String> onlyFor, Answer answer)
      implements Notice {}

  /// For one person's eyes only, in a channel they are in.
  record Whisper(String channel, String userId, String text) implements Notice {}
}
