package io.tieout.door.assistant;

import io.tieout.door.assistant.ConnectionFacts.ConnectionFact;
import io.tieout.door.assistant.ToolCode.Outcome;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The tool that tells which connected systems take calls, and how many, and which writes are
/// halted.
final class ConnectionLookUp {
  private final ConnectionFacts facts;
  private final HaltFacts halts;
  private final AssistantDoor.When when;
  private final Says says;

  ConnectionLookUp(ConnectionFacts facts, HaltFacts halts, AssistantDoor.When when) {
    this.facts = facts;
    this.halts = halts;
    this.when = when;
    this.says = new Says(when.zone());
  }

  Outcome connections(Member asker, Json.Obj arguments) {
    List<ConnectionFact> all = facts.connections();
    String halted =
        halts.halts().stream()
            .map(h ->
                "**%s** are halted since %s by %s: %s."
                    .formatted(h.what(), says.time(h.since()), h.by(), h.why()))
            .collect(Collectors.joining(" "));
    if (all.isEmpty()) {
      return Outcome.said((halted + " No system is connected whose calls are counted.").strip());
    }
    String closed =
        all.stream()
            .filter(c -> c.closedUntil().isPresent())
            .map(c -> "**%s** is %s.".formatted(c.name(), state(c)))
            .collect(Collectors.joining(" "));
    Part table =
        new Part.Table(
            List.of("Connection", "State", "Calls left today"),
            all.stream().map(c -> List.of(c.name(), state(c), left(c))).toList());
    return new Outcome(
        (halted + " " + (closed.isEmpty() ? "All connections are up." : closed)).strip(),
        Json.object()
            .put("connections", all.stream().map(this::fact).toList())
            .put("halted", halted)
            .build(),
        List.of(table),
        List.of("Tieout's count of calls, as of " + says.time(when.clock().instant())));
  }

  private Json fact(ConnectionFact connection) {
    return Json.object()
        .put("name", connection.name())
        .put("state", state(connection))
        .put("calls_left_today", left(connection))
        .build();
  }

  private String state(ConnectionFact connection) {
    return connection.closedUntil().map(at -> "paused until " + says.time(at)).orElse("up");
  }

  private static String left(ConnectionFact connection) {
    return connection
        .today()
        .map(l -> String.format(Locale.ENGLISH, "%,d of %,d", l.remaining(), l.limit()))
        .orElse("no daily limit");
  }
}
