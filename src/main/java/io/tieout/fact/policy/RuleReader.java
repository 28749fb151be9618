package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a policy's rules.
final class RuleReader {
  private static final Set<String> OUTCOME_FIELDS =
      Stream.concat(
              Stream.of("proceed", "refuse", "deadline", "step_up"), ChainReader.FIELDS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Problems problems;
  private final ChainReader chains;

  RuleReader(Problems problems, List<Role> ladder) {
    this.problems = problems;
    this.chains = new ChainReader(problems, ladder);
  }

  List<Rule> read(Json.Obj root) {
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (Json item : root.list("rules")) {
      number++;
      String place = "rule " + number;
      Optional<Json.Obj> rule = problems.tried(place, () -> item.asObj(place));
      rule.ifPresent(r -> {
        String id = r.optText("id").orElse("");
        if (id.isBlank() || !ids.add(id)) {
          problems.add(place + ": id '" + id + "' is missing or used twice; give each its own");
        }
        rule(r, "rule '" + id + "'").ifPresent(rules::add);
      });
    }
    if (number == 0) {
      problems.add("rules: missing; without rules everything would be asked of the last role");
    }
    return rules;
  }

  private Optional<Rule> rule(Json.Obj json, String place) {
    problems.onlyKnown(json, place, Set.of("id", "when", "then", "because"));
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
            .map(then -> outcome(then, place))
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
      case "amount_at_least" -> problems.money(at, value).map(Condition.AmountAtLeast::new);
      case "amount_below" -> problems.money(at, value).map(Condition.AmountBelow::new);
      case "new_customer" ->
          problems.tried(at, () -> value.asFlag(name)).map(Condition.NewCustomer::new);
      case "standard_terms" ->
          problems.tried(at, () -> value.asFlag(name)).map(Condition.StandardTerms::new);
      case "discount_above" ->
          problems.tried(at, () -> value.asDecimal(name)).map(Condition.DiscountAbove::new);
      case "suggested_lines_at_least" ->
          problems
              .tried(at, () -> value.asDecimal(name).intValueExact())
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

  private Optional<ChangeKind> kind(String at, Json value) {
    Optional<ChangeKind> kind =
        problems.tried(at, () -> value.asText("change")).flatMap(ChangeKind::named);
    if (kind.isEmpty()) {
      problems.add(
          "%s: %s is no kind of change; use one of %s"
              .formatted(
                  at,
                  value.print(),
                  Arrays.stream(ChangeKind.values())
                      .map(ChangeKind::word)
                      .collect(Collectors.joining(", "))));
    }
    return kind;
  }

  private Optional<Outcome> outcome(Json.Obj then, String place) {
    problems.onlyKnown(then, place + ": then", OUTCOME_FIELDS);
    if (ChainReader.asks(then)) {
      List<Layer> chain = chains.read(then, place + ": then");
      Optional<Allowance> deadline = problems.allowance(then, "deadline", place);
      return chain.isEmpty()
          ? Optional.empty()
          : Optional.of(new Outcome.Ask(chain, deadline, then.flag("step_up")));
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
}
