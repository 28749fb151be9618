package io.tieout.door.proof;

import static io.tieout.door.proof.Html.capital;
import static io.tieout.door.proof.Html.code;
import static io.tieout.door.proof.Html.escaped;
import static io.tieout.door.proof.Html.time;
import static io.tieout.door.proof.Html.value;
import static io.tieout.door.proof.Html.words;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One write to the outside, event by event.
final class EffectSection {
  private EffectSection() {}

  static String html(Json.Obj effect) {
    List<Json.Obj> events = effect.objects("events");
    String state = events.isEmpty() ? "" : events.getLast().obj("content").text("state");
    int generation = effect.integer("generation");
    String key = events.isEmpty() ? "" : events.getFirst().obj("content").text("key");
    return """
    <section class="effect">
    <h4>%s%s %s</h4>
    <p class="small">Key %s at the vendor; approved by %s.</p>
    %s</section>
    """
        .formatted(
            escaped(capital(words(effect.text("step")))),
            generation == 1 ? "" : ", attempt " + generation,
            ProposalSection.badge(state),
            code(key),
            Html.quoted(effect.text("approvers")),
            events.stream().map(EffectSection::event).collect(Collectors.joining()));
  }

  private static String event(Json.Obj event) {
    Json.Obj content = event.obj("content");
    Json.Obj details = content.obj("details");
    return """
    <div class="event"><p>%s <strong>%s</strong> %s</p>
    %s%s%s</div>
    """
        .formatted(
            time(event.text("at")),
            escaped(words(content.text("state"))),
            content.text("why").equals(words(content.text("state"))) ? "" : value(content, "why"),
            part("Request, as sent", details.optObj("request")),
            readBack(content.objects("readBack")),
            part(details.has("result") ? "What the answer made" : "Also noted", rest(details)));
  }

  /// What is told beside the request; nothing when there is nothing.
  private static Optional<Json.Obj> rest(Json.Obj details) {
    Json.Obj rest = details.without("request");
    return Optional.of(rest).filter(r -> !r.fields().isEmpty());
  }

  private static String part(String title, Optional<Json.Obj> tree) {
    return tree.map(t -> "<h5>%s</h5>%s\n".formatted(escaped(title), Html.tree(t))).orElse("");
  }

  private static String readBack(List<Json.Obj> observations) {
    if (observations.isEmpty()) {
      return "";
    }
    return "<h5>Read back: %s</h5>\n".formatted(escaped(agreement(observations)))
        + Html.table(
            "observations",
            List.of("Field", "As approved", "As found", ""),
            observations.stream()
                .map(o ->
                    List.of(value(o, "field"), value(o, "expected"), value(o, "found"), outcome(o)))
                .toList());
  }

  /// What nothing was approved about is for the book to say.
  private static String outcome(Json.Obj observation) {
    if (!observation.flag("agrees")) {
      return "<span class=\"differs\">differs</span>";
    }
    return observation.text("expected").equals(observation.text("found"))
        ? "<span class=\"agrees\">equal</span>"
        : "<span class=\"soft\">the book’s own</span>";
  }

  /// `14 of 14 fields agree`.
  static String agreement(List<Json.Obj> observations) {
    long agree = observations.stream().filter(o -> o.flag("agrees")).count();
    return "%d of %d fields agree".formatted(agree, observations.size());
  }
}
