package io.tieout.app.cli;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.audit.Told;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Audit entries as a story for a person: when, who by name, what in words, and where each entry
/// stands in the chain. What it has no words for is told with all its details.
final class AuditStory {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern VERDICT = Pattern.compile("(\\w+)\\[(?:why=|what=)?(.*)]");
  private static final int SHOWN_OF_HASH = 16;
  private static final int WIDTH = 100;

  private final List<Told> entries;
  private final Map<String, String> names;

  /// @param known names of people by Slack id, as far as a configuration tells them
  AuditStory(List<Told> entries, Map<String, String> known) {
    this.entries = List.copyOf(entries);
    Map<String, String> all = new HashMap<>(known);
    for (Told told : entries) {
      AuditEntry entry = told.entry();
      if (entry.action().equals("approval vote")) {
        all.putIfAbsent(id(entry.actor()), entry.details().optText("name").orElse(""));
      }
    }
    this.names = Map.copyOf(all);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String subject = "";
    for (Told told : entries) {
      if (!told.entry().subject().equals(subject)) {
        subject = told.entry().subject();
        lines.add("About " + subject);
        lines.add("");
      }
      lines.add(TIME.format(told.at()) + "  " + who(told.entry().actor()));
      wrapped(sentence(told.entry())).forEach(line -> lines.add("    " + line));
      lines.add("    [" + place(told) + "]");
      lines.add("");
    }
    lines.add(
        "%d entries. `audit verify` proves that none of them was changed."
            .formatted(entries.size()));
    return lines;
  }

  /// The same for a machine: nothing in words, everything as it is recorded.
  static Json machineReadable(List<Told> entries) {
    return Json.array(entries.stream().map(AuditStory::object).toList());
  }

  private static Json object(Told told) {
    AuditEntry entry = told.entry();
    var object =
        Json.object()
            .put("entry", told.entryId())
            .put("at", told.at().toString())
            .put("subject", entry.subject())
            .put("refs", Json.texts(entry.refs()))
            .put("actor", entry.actor())
            .put("action", entry.action())
            .put("details", entry.details());
    told.seq().ifPresent(seq -> object.put("link", seq));
    return object.putText("hash", told.hash()).build();
  }

  private static String place(Told told) {
    return told.seq()
        .map(seq ->
            "%s, link %d, hash %s"
                .formatted(told.entryId(), seq, told.hash().orElse("").substring(0, SHOWN_OF_HASH)))
        .orElse(told.entryId() + ", not chained yet");
  }

  private String who(String actor) {
    String id = id(actor);
    String name = names.getOrDefault(id, "");
    String person = name.isBlank() ? id : "%s (%s)".formatted(name, id);
    return switch (actor.substring(0, Math.max(0, actor.indexOf(':')))) {
      case "person" -> person;
      case "assistant" -> "Tieout's assistant, asked by " + person;
      case "system" -> "Tieout, " + words(id);
      default -> actor;
    };
  }

  private static String id(String actor) {
    return actor.substring(actor.indexOf(':') + 1);
  }

  private static String sentence(AuditEntry entry) {
    Json.Obj d = entry.details();
    return switch (entry.action()) {
      case "proposal filed" ->
          "filed a proposal. Policy %s rules: %s, because %s"
              .formatted(
                  of(d, "policyVersion"),
                  of(d, "ruling").toLowerCase(Locale.ROOT),
                  of(d, "because"));
      case "proposal refused" -> "refused the proposal: " + of(d, "why");
      case "proposal approved" -> "approved the proposal without asking: " + of(d, "why");
      case "approval asked" ->
          "asked for approval by %s, until %s"
              .formatted(
                  d.list("layers").stream()
                      .map(layer -> layer.asText("layers"))
                      .collect(Collectors.joining(", then ")),
                  time(of(d, "deadline")));
      case "approval vote" -> vote(d);
      case "click not counted" ->
          "pressed %s, which was not counted: %s"
              .formatted(words(of(d, "choice")), verdict(of(d, "verdict")));
      case "approval reminder" -> "sent a reminder: " + of(d, "text");
      case "effects planned" ->
          "set out to %s. Approved by %s".formatted(steps(d), of(d, "approvedBy"));
      case "effect confirmed" ->
          "did the step %s and read it back: %s".formatted(words(of(d, "step")), of(d, "what"));
      case "effect differs" ->
          "read back the step %s and found it other than approved: %s"
              .formatted(words(of(d, "step")), of(d, "what"));
      case "effect refused" ->
          "tried the step %s: %s".formatted(words(of(d, "step")), of(d, "what"));
      case "effect answered" ->
          "decided about the step %s: %s".formatted(words(of(d, "step")), words(of(d, "answer")));
      case "finding raised" -> "asked people to look: " + of(d, "title");
      case "finding resolved" -> "settled what people were asked to look at: " + of(d, "why");
      default -> entry.action() + details(d);
    };
  }

  private static String vote(Json.Obj d) {
    String verb = of(d, "choice").equals("APPROVE") ? "approved" : "rejected";
    String took =
        d.optText("tookSeconds")
            .map(seconds -> ", %s after being asked".formatted(spoken(Long.parseLong(seconds))))
            .orElse("");
    return "%s as %s%s%s"
        .formatted(
            verb,
            words(of(d, "role")),
            took,
            d.optText("reason").map(reason -> ": " + reason).orElse(""));
  }

  private static String steps(Json.Obj d) {
    return d.list("steps").stream()
        .map(step -> words(step.asText("steps")))
        .collect(Collectors.joining(", then "));
  }

  private static String verdict(String text) {
    Matcher matcher = VERDICT.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    return matcher.group(2).isEmpty() ? spaced(matcher.group(1)) : matcher.group(2);
  }

  /// `OtherDigest` becomes `other digest`.
  private static String spaced(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /// All details, without the hashes: those are for `--json`.
  private static String details(Json.Obj details) {
    String all =
        details.fields().entrySet().stream()
            .filter(field -> !field.getKey().toLowerCase(Locale.ROOT).contains("digest"))
            .map(field -> spaced(field.getKey()) + ": " + plain(field.getValue()))
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "" : ". " + all;
  }

  private static String plain(Json value) {
    return value instanceof Json.Text(String text) ? text : value.print();
  }

  private static String of(Json.Obj details, String field) {
    return details.get(field).map(AuditStory::plain).orElse("(not recorded)");
  }

  private static String words(String name) {
    return name.replaceAll("[_-]", " ").toLowerCase(Locale.ROOT);
  }

  private static String time(String instant) {
    return TIME.format(Instant.parse(instant));
  }

  private static String spoken(long seconds) {
    Duration took = Duration.ofSeconds(seconds);
    return took.toHours() > 0
        ? "%d h %d min".formatted(took.toHours(), took.toMinutesPart())
        : took.toMinutes() > 0
            ? "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart())
            : took.toSeconds() + " s";
  }

  /// Broken between words, so that it can be read on any terminal.
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
