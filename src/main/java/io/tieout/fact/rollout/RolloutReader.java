package io.tieout.fact.rollout;

import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Problems;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// Reads a rollout document's YAML and collects everything that is wrong with it before
/// complaining.
final class RolloutReader {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String yaml;
  private final Problems problems = new Problems();

  RolloutReader(String yaml) {
    this.yaml = yaml;
  }

  Rollout read() {
    Json.Obj root;
    try {
      root = Yaml.parse(yaml).asObj("rollout");
    } catch (JsonShapeException e) {
      throw new RolloutException(List.of(String.valueOf(e.getMessage())));
    }
    problems.onlyKnown(root, "rollout", Set.of("version", "ask", "scopes", "metrics", "autonomy"));
    String version = problems.tried("version", () -> root.optText("version").orElse("")).orElse("");
    if (version.isBlank()) {
      problems.add("version: missing; name this step, for example version: \"invoicing-shadow\"");
    }
    Optional<Role> ask =
        root.has("ask")
            ? problems.tried("ask", () -> new Role(root.text("ask")))
            : Optional.empty();
    List<Staged> scopes = scopes(root);
    Map<Phase, Targets> metrics = metrics(root);
    List<AutonomyClass> autonomy = new AutonomyReader(problems).read(root);
    if (!problems.found().isEmpty()) {
      throw new RolloutException(problems.found());
    }
    return new Rollout(version, ask, scopes, metrics, autonomy);
  }

  private List<Staged> scopes(Json.Obj root) {
    List<Staged> scopes = new ArrayList<>();
    int number = 0;
    for (Json item : problems.tried("scopes", () -> root.list("scopes")).orElse(List.of())) {
      String place = "scope " + ++number;
      problems
          .tried(place, () -> item.asObj(place))
          .flatMap(json -> staged(json, place))
          .ifPresent(scopes::add);
    }
    for (Workflow workflow : Workflow.values()) {
      if (scopes.stream().noneMatch(s -> s.scope().equals(Scope.of(workflow)))) {
        problems.add(
            "scopes: nothing says how far %s is as a whole; add {workflow: %s, phase: off}"
                .formatted(workflow.word(), workflow.word()));
      }
    }
    List<String> words = scopes.stream().map(s -> s.scope().spoken()).toList();
    words.stream()
        .filter(word -> words.indexOf(word) != words.lastIndexOf(word))
        .distinct()
        .forEach(twice -> problems.add("scopes: %s is there twice; keep one".formatted(twice)));
    return scopes;
  }

  private Optional<Staged> staged(Json.Obj json, String place) {
    problems.onlyKnown(
        json,
        place,
        Set.of("workflow", "book", "product_line", "region", "phase", "below", "metrics"));
    Optional<Scope> scope = scope(json, place);
    Optional<Phase> phase = phase(json.optText("phase").orElse(""), place + ": phase");
    Optional<Money> below = json.get("below").flatMap(b -> problems.money(place + ": below", b));
    Optional<Targets> targets =
        json.get("metrics")
            .flatMap(m -> problems.tried(place, () -> m.asObj("metrics")))
            .map(m -> targets(m, place + ": metrics"));
    if (scope.isEmpty() || phase.isEmpty()) {
      return Optional.empty();
    }
    return problems.tried(place, () -> new Staged(scope.get(), phase.get(), below, targets));
  }

  private Optional<Scope> scope(Json.Obj json, String place) {
    String word = json.optText("workflow").orElse("");
    Optional<Workflow> workflow = Workflow.named(word);
    if (workflow.isEmpty()) {
      problems.add(
          "%s: workflow '%s' is not known; use one of %s".formatted(place, word, Workflow.words()));
      return Optional.empty();
    }
    return problems.tried(
        place,
        () ->
            new Scope(
                workflow.get(),
                json.optText("book"),
                json.optText("product_line"),
                json.optText("region").map(Region::parse)));
  }

  /// To YAML, a bare `on` or `off` is a truth value.
  private Optional<Phase> phase(String word, String place) {
    Optional<Phase> phase =
        switch (word) {
          case "true" -> Optional.of(Phase.ON);
          case "false" -> Optional.of(Phase.OFF);
          default -> Phase.named(word);
        };
    if (phase.isEmpty()) {
      problems.add("%s: '%s' is no phase; use one of %s".formatted(place, word, Phase.words()));
    }
    return phase;
  }

  private Map<Phase, Targets> metrics(Json.Obj root) {
    Map<Phase, Targets> metrics = new EnumMap<>(Phase.class);
    problems
        .tried("metrics", () -> root.optObj("metrics"))
        .flatMap(all -> all)
        .ifPresent(all ->
            all.fields()
                .forEach((name, value) -> {
                  Optional<Phase> phase = phase(name, "metrics");
                  Optional<Json.Obj> json =
                      problems.tried("metrics: " + name, () -> value.asObj(name));
                  if (phase.isPresent() && json.isPresent()) {
                    metrics.put(phase.get(), targets(json.get(), "metrics: " + name));
                  }
                }));
    return metrics;
  }

  private Targets targets(Json.Obj json, String place) {
    problems.onlyKnown(
        json,
        place,
        Set.of("agreement_at_least", "cases_at_least", "corrections_at_most", "drift_at_most"));
    return new Targets(
        percent(json, "agreement_at_least", place),
        whole(problems, json, "cases_at_least", place),
        percent(json, "corrections_at_most", place),
        whole(problems, json, "drift_at_most", place));
  }

  private Optional<BigDecimal> percent(Json.Obj json, String name, String place) {
    Optional<BigDecimal> percent =
        json.get(name)
            .flatMap(value ->
                problems.tried(
                    place + ": " + name,
                    () -> new BigDecimal(text(value).replace("%", "").strip())));
    if (percent.filter(p -> p.signum() < 0 || p.compareTo(HUNDRED) > 0).isPresent()) {
      problems.add(
          "%s: %s %s; use percents from 0 to 100"
              .formatted(place, name, percent.get().toPlainString()));
    }
    return percent;
  }

  /// A whole number from 0.
  static Optional<Integer> whole(Problems problems, Json.Obj json, String name, String place) {
    Optional<Integer> number =
        json.get(name).flatMap(_ -> problems.tried(place + ": " + name, () -> json.integer(name)));
    if (number.filter(n -> n < 0).isPresent()) {
      problems.add("%s: %s %d; use a number from 0".formatted(place, name, number.get()));
    }
    return number;
  }

  private static String text(Json value) {
    return value instanceof Json.Text(String t) ? t : value.print();
  }
}
