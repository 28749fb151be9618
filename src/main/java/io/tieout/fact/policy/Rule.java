package io.tieout.fact.policy;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling.RuleHit;
import java.util.List;
import java.util.stream.Collectors;

/// One rule: conditions that must all hold, an outcome, and why in the company's own words.
record Rule(String id, List<Condition> conditions, Outcome outcome, String because) {
  Rule {
    conditions = List.copyOf(conditions);
  }

  boolean appliesTo(Proposal proposal) {
    return conditions.stream().allMatch(condition -> condition.holds(proposal));
  }

  /// The reason with the values that made the rule apply.
  RuleHit hit(Proposal proposal) {
    String values =
        conditions.stream()
            .map(condition -> condition.says(proposal))
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(", "));
    return new RuleHit(id, values.isEmpty() ? because : because + " (" + values + ")");
  }
}
