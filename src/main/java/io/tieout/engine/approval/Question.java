package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an approver wants to know before deciding. The clock stands still until it is answered.
///
/// @param number the first of a request is 1
/// @param by the Slack user id of who asked
public record Question(int number, String by, String name, String words, Instant at) {
  static Optional<Question> open(List<Event> events) {
    List<Event> asked = events.stream().filter(e -> e.kind() == EventKind.QUESTION).toList();
    long answered = events.stream().filter(e -> e.kind() == EventKind.ANSWERED).count();
    return asked.size() > answered
        ? Optional.of(of(asked.getLast(), asked.size()))
        : Optional.empty();
  }

  private static Question of(Event event, int number) {
    return new Question(
        number,
        event.details().text("person"),
        event.details().text("name"),
        event.why(),
        event.at());
  }
}
