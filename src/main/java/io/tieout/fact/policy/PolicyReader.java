package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// Reads a policy's YAML and collects everything that is wrong with it before complaining.
final class PolicyReader {
  private static final Duration DEFAULT_DEADLINE = Duration.ofHours(24);
  private static final int MOST_APPROVALS = 5;

  private final String yaml;
  private final List<String> problems = new ArrayList<>();

  PolicyReader(String yaml) {
    this.yaml = yaml;
  }

  Policy read() {
    Json.Obj root;
    try {
      root = Yaml.parse(yaml).asObj("policy");
    } catch (JsonShapeException e) {
      throw new PolicyException(List.of(String.valueOf(e.getMessage())));
    }
    onlyKnown(root, "policy", Set.of("version", "ladder", "deadline", "rules"));
    String version = root.optText("version").orElse("");
    if (version.isBlank()) {
      problems.add("version: missing; name this policy, for example version: \"2026-11-01\"");
    }
    List<Role> ladder = ladder(root);
    Duration deadline = duration(root, "deadline", "policy").orElse(DEFAULT_DEADLINE);
    List<Rule> rules = rules(root, ladder);
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return new Policy(version, ladder, deadline, rules);
  }

  private List<Role> ladder(Json.Obj root) {
    List<Role> ladder = new ArrayList<>();
    for (Json name : root.list("ladder")) {
      tried("ladder", () -> new Role(name.asText("ladder"))).ifPresent(ladder::add);
    }
    if (ladder.isEmpty()) {
      problems.add("ladder: missing; list the approving roles from least to most senior");
    }
    return ladder;
  }

  private List<Rule> rules(Json.Obj root, List<Role> ladder) {
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (Json item : root.list("rules")) {
      number++;
      String place = "rule " + number;
      Optional<Json.Obj> rule = tried(place, () -> item.asObj(place));
      rule.ifPresent(r -> {
        String id = r.optText("id").orElse("");
        if (id.isBlank() || !ids.add(id)) {
          problems.add(place + ": id '" + id + "' is missing or used twice; give each its own");
        }
        rule(r, "rule '" + id + "'", ladder).ifPresent(rules::add);
      });
    }
    if (number == 0) {
      problems.add("rules: missing; without rules everything would be asked of the last role");
    }
    return rules;
  }

  private Optional<Rule> rule(Json.Obj json, String place, List<Role> ladder) {
    onlyKnown(json, place, Set.of("id", "when", "then", "because"));
    String because = json.optText("because").orElse("");
    if (because.isBlank()) {
      problems.add(place + ": because is missing; say in a sentence why, approvers will read it");
    }
    List<Condition> conditions = new ArrayList<>();
    json.optObj("when")
        .ifPresent(when ->
            when.fields().forEach((k, v) -> condition(place, k, v).ifPresent(conditions::add)));
    Optional<Outcome> outcome =
        json.optObj("then")
            .map(then -> outcome(then, place, ladder))
            .orElseGet(() -> {
              problems.add(place + ": then is missing; use proceed, ask or refuse");
              return Optional.empty();
            });
    return outcome.map(o -> new Rule(json.optText("id").orElse(""), conditions, o, because));
  }

  private Optional<Condition> condition(String place, String name, Json value) {
    String at = place + ": when." + name;
    return switch (name) {
      case "change" -> kind(at, value).map(Condition.OfKind::new);
      case "amount_at_least" -> money(at, value).map(Condition.AmountAtLeast::new);
      case "amount_below" -> money(at, value).map(Condition.AmountBelow::new);
      case "new_customer" -> tried(at, () -> value.asFlag(name)).map(Condition.NewCustomer::new);
      case "standard_terms" ->
          tried(at, () -> value.asFlag(name)).map(Condition.StandardTerms::new);
      case "discount_above" ->
          tried(at, () -> value.asDecimal(name)).map(Condition.DiscountAbove::new);
      case "suggested_lines_at_least" ->
          tried(at, () -> value.asDecimal(name).intValueExact())
              .map(Condition.SuggestedLinesAtLeast::new);
      default -> {
        problems.add(
            at
                + " is no condition; use change, amount_at_least, amount_below, new_customer,"
                + " standard_terms, discount_above or suggested_lines_at_least");
        yield Optional.empty();
      }
    };
  }

  private Optional<Condition.Kind> kind(String at, Json value) {
    Optional<Condition.Kind> kind =
        tried(at, () -> value.asText("change"))
            .flatMap(word ->
                Arrays.stream(Condition.Kind.values())
                    .filter(k -> k.word().equals(word))
                    .findFirst());
    if (kind.isEmpty()) {
      problems.add(
          "%s: %s is no kind of change; use one of %s"
              .formatted(
                  at,
                  value.print(),
                  Arrays.stream(Condition.Kind.values())
                      .map(Condition.Kind::word)
                      .collect(Collectors.joining(", "))));
    }
    return kind;
  }

  private Optional<Money> money(String at, Json value) {
    String text = value instanceof Json.Text(String t) ? t : value.print();
    String[] parts = text.strip().split("\\s+", 2);
    Optional<Money> money =
        parts.length == 2
            ? tried(at, () -> Amounts.exact(parts[0], parts[1].replace(",", "")))
            : Optional.empty();
    if (money.isEmpty()) {
      problems.add("%s: '%s' is no amount; write for example USD 50000".formatted(at, text));
    }
    return money;
  }

  private Optional<Outcome> outcome(Json.Obj then, String place, List<Role> ladder) {
    onlyKnown(then, place + ": then", Set.of("proceed", "refuse", "ask", "approvals", "deadline"));
    if (then.has("ask")) {
      return ask(then, place, ladder);
    }
    if (then.flag("refuse")) {
      return Optional.of(new Outcome.Refuse());
    }
    if (then.flag("proceed")) {
      return Optional.of(new Outcome.Proceed());
    }
    problems.add(place + ": then says neither proceed: true, ask: <role> nor refuse: true");
    return Optional.empty();
  }

  private Optional<Outcome> ask(Json.Obj then, String place, List<Role> ladder) {
    String at = place + ": then.ask";
    Optional<Role> role = tried(at, () -> new Role(then.text("ask")));
    if (role.isPresent() && !ladder.contains(role.get())) {
      problems.add(
          "%s: role '%s' is not on the ladder; add it there in its place"
              .formatted(at, role.get().name()));
    }
    BigDecimal approvals = then.optDecimal("approvals").orElse(BigDecimal.ONE);
    if (approvals.compareTo(BigDecimal.ONE) < 0
        || approvals.compareTo(BigDecimal.valueOf(MOST_APPROVALS)) > 0
        || approvals.stripTrailingZeros().scale() > 0) {
      problems.add(
          "%s: approvals %s; use a whole number from 1 to %d"
              .formatted(place, approvals.toPlainString(), MOST_APPROVALS));
      return Optional.empty();
    }
    return role.map(
        r -> new Outcome.Ask(r, approvals.intValue(), duration(then, "deadline", place)));
  }

  private Optional<Duration> duration(Json.Obj json, String field, String place) {
    Optional<String> text = json.optText(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (duration.isPositive()) {
        return Optional.of(duration);
      }
    } catch (DateTimeException e) {
      // said below, together with a duration that is not positive
    }
    problems.add(
        "%s: %s '%s' is no duration; write ISO 8601, for example PT24H"
            .formatted(place, field, text.get()));
    return Optional.empty();
  }

  private void onlyKnown(Json.Obj json, String place, Set<String> known) {
    for (Map.Entry<String, Json> field : json.fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        problems.add(
            "%s: '%s' is not known here; use %s"
                .formatted(place, field.getKey(), known.stream().sorted().toList()));
      }
    }
  }

  private <T> Optional<T> tried(String place, java.util.function.Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(place + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
