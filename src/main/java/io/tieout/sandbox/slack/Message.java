package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.Optional;

/// A message of a conversation.
///
/// @param ts when it was posted, which also identifies it in its conversation
/// @param threadTs the thread's root, for replies
/// @param author the user id of who posted it
/// @param onlyFor the one user who sees an ephemeral message
/// @param body the message as Slack shows it to apps, without what is counted over its thread
/// @param streaming when a stream was last appended to; empty when it is no open stream
record Message(
    String ts,
    Optional<String> threadTs,
    String author,
    Optional<String> onlyFor,
    Json.Obj body,
    Optional<Instant> streaming) {

  Message with(Json.Obj newBody) {
    return new Message(ts, threadTs, author, onlyFor, newBody, streaming);
  }

  Message streaming(Optional<Instant> since) {
    return new Message(ts, threadTs, author, onlyFor, body, since);
  }

  boolean visibleTo(String user) {
    return onlyFor.map(user::equals).orElse(true);
  }

  /// The root of the thread this message belongs to or would begin.
  String root() {
    return threadTs.orElse(ts);
  }
}
