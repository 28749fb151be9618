package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/// What time does to a request nobody settles: a reminder at half of it, another at four fifths,
/// and in the end expiry.
final class Deadlines {
  static final String CLOCK = "system:clock";
  private static final int HALF = 50;
  private static final int LATE = 80;

  private final Settlement settlement;
  private final Cards cards;

  Deadlines(Settlement settlement, Cards cards) {
    this.settlement = settlement;
    this.cards = cards;
  }

  /// What is due for the request; 1 when something was. The caller holds the request's row.
  int due(Sql sql, Request request, Instant now) {
    Set<EventKind> done =
        Requests.events(sql, request.id()).stream().map(Event::kind).collect(Collectors.toSet());
    if (done.contains(EventKind.SETTLED)) {
      return 0;
    }
    if (!now.isBefore(request.deadline())) {
      settlement.expire(sql, request, CLOCK);
      return 1;
    }
    boolean late = !now.isBefore(request.after(LATE));
    if (late && !done.contains(EventKind.REMINDED_LATE)) {
      remind(sql, request, EventKind.REMINDED_LATE, now);
      return 1;
    }
    if (!late && !now.isBefore(request.after(HALF)) && !done.contains(EventKind.REMINDED_HALF)) {
      remind(sql, request, EventKind.REMINDED_HALF, now);
      return 1;
    }
    return 0;
  }

  private void remind(Sql sql, Request request, EventKind kind, Instant now) {
    String text =
        "Still waiting for a decision by %s: %s left. Without one nothing is done."
            .formatted(
                request.role().replace('_', ' '),
                spoken(Duration.between(now, request.deadline())));
    Requests.append(sql, request.id(), new Event(kind, now, CLOCK, text, Json.object().build()));
    cards.news(sql, request.proposalId(), text);
    settlement.tell(sql, request, CLOCK, "approval reminder", Json.object().put("text", text));
  }

  static String spoken(Duration left) {
    if (left.toHours() >= 48) {
      return left.toDays() + " days";
    }
    return left.toHours() >= 2
        ? left.toHours() + " hours"
        : Math.max(1, left.toMinutes()) + " minutes";
  }
}
