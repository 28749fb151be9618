package io.tieout.sandbox.page;

import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.util.Map;

/// Tells the page that something changed, by long poll: an answer comes when a pane's mark differs
/// from what the caller knows, or after twenty seconds of real time.
final class Changes {
  private static final int SLICES = 40;
  private static final Duration SLICE = Duration.ofMillis(500);

  private final SlackStandIn slack;
  private final Map<String, Pane> panes;

  Changes(SlackStandIn slack, Map<String, Pane> panes) {
    this.slack = slack;
    this.panes = panes;
  }

  /// The mark of each pane.
  ///
  /// @param known the marks that the caller has, as `since` of an earlier answer; empty to be
  ///   answered at once
  Json.Obj after(String known) {
    long revision = slack.revision();
    Json.Obj now = marks();
    try {
      for (int i = 0; i < SLICES && since(now).equals(known); i++) {
        revision = slack.awaitChange(revision, SLICE);
        now = marks();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Json.object().put("since", since(now)).put("marks", now).build();
  }

  private Json.Obj marks() {
    JsonObjBuilder marks = Json.object();
    panes.forEach((name, pane) -> marks.put(name, pane.mark()));
    return marks.build();
  }

  private static String since(Json.Obj marks) {
    return Integer.toHexString(marks.hashCode());
  }
}
