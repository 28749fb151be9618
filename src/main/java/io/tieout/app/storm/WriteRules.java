package io.tieout.app.storm;

import io.tieout.app.storm.Inspector.Announced;
import io.tieout.app.storm.WriteLog.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What must hold of the writes that the stand-ins carried out: the audit accounts for each of
/// them, and no thing was made more often than it was asked for.
final class WriteRules {
  private static final List<String> ONCE_EACH =
      List.of("create-customer", "create-invoice", "attach-quote", "log-activity");

  private final List<Write> writes;
  private final Inspector inspector;
  private final String subject;
  private final List<Announced> announced;

  /// @param subject the story's deal
  WriteRules(WriteLog log, Inspector inspector, Story.Subject story, String subject) {
    this.writes = log.since(story.writes());
    this.inspector = inspector;
    this.subject = subject;
    this.announced = inspector.announced();
  }

  /// What does not hold, in words.
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    Set<String> keys = keys(announced);
    writes.stream()
        .filter(w -> w.key().filter(key -> !keys.contains(key)).isPresent())
        .forEach(w -> broken.add("a write nobody announced: " + w));
    broken.addAll(withoutKeys());
    broken.addAll(tooOften());
    return broken;
  }

  /// Where a vendor knows no keys, the audit tells of so many of each kind at least.
  private List<String> withoutKeys() {
    Map<String, Long> audited =
        announced.stream()
            .filter(a -> a.subject().equals(subject))
            .collect(Collectors.groupingBy(Announced::step, Collectors.counting()));
    return writes.stream()
        .filter(w -> w.key().isEmpty())
        .collect(Collectors.groupingBy(Write::step, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(kind -> kind.getValue() > audited.getOrDefault(kind.getKey(), 0L))
        .map(kind ->
            "%s was written %d times, of which the audit tells %s"
                .formatted(kind.getKey(), kind.getValue(), audited.get(kind.getKey())))
        .toList();
  }

  private List<String> tooOften() {
    Set<String> ours = keys(announced.stream().filter(a -> a.subject().equals(subject)).toList());
    Map<String, List<Write>> done =
        writes.stream()
            .filter(w -> w.key().filter(key -> !ours.contains(key)).isEmpty())
            .collect(Collectors.groupingBy(Write::step));
    Map<String, Long> steps = inspector.steps(subject);
    Function<String, Long> asked = step -> steps.getOrDefault(step, 0L);
    List<String> broken = new ArrayList<>();
    for (String step : ONCE_EACH) {
      long times = WriteLog.distinct(done.getOrDefault(step, List.of()).stream());
      long proposals =
          asked.apply(step) + (step.equals("create-invoice") ? asked.apply("create-draft") : 0);
      if (times > proposals) {
        broken.add("%s was done %d times for %d proposals".formatted(step, times, proposals));
      }
    }
    return broken;
  }

  private static Set<String> keys(List<Announced> of) {
    return of.stream().map(Announced::key).collect(Collectors.toSet());
  }
}
