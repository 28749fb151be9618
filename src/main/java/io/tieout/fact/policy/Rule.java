package io.tieout.fact.policy;

import io.tieout.fact.policy.Ruling.RuleHit;
import java.util.List;
import java.util.stream.Collectors;

/// One rule: conditions that must all hold, an outcome, and why in the company's own words.
record Rule(String id, List<Condition> conditions, Outcome outcome, String because) {
  Rule {
    conditions = List.copyOf(conditions);
  }

  boolean appliesTo(Case asked) {
    return conditions.stream().allMatch(condition -> condition.holds(asked));
  }

  /// The reason with the values that made the rule apply.
  RuleHit hit(Case asked) {
    String values =
        conditions.stream()
            .map(condition -> condition.says(asked))
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(", "));
    return new RuleHit(id, values.isEmpty() ? because : because + " (" + values + ")");
  }

  /// For people: `large-invoice: to create_invoice, from USD 100,000.00: ask cfo, with a step-up`.
  String spoken() {
    String when = conditions.stream().map(Condition::wants).collect(Collectors.joining(", "));
    return "%s: %s: %s".formatted(id, when.isEmpty() ? "always" : when, wish());
  }

  private String wish() {
    return switch (outcome) {
      case Outcome.Proceed() -> "proceed";
      case Outcome.Refuse() -> "refuse";
      case Outcome.Ask ask ->
          "ask %s%s%s"
              .formatted(
                  Layer.spoken(ask.chain()),
                  ask.deadline().map(time -> " within " + time.written()).orElse(""),
                  ask.stepUp() ? ", with a step-up" : "");
    };
  }
}
