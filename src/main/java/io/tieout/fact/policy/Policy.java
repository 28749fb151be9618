package io.tieout.fact.policy;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling.RuleHit;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A versioned set of rules.
///
/// Every rule whose conditions all hold applies; the strictest outcome wins: refuse before ask
/// before proceed. Of several asks the role highest on the ladder, the largest number of approvals
/// and the shortest deadline win together. When no rule applies, the last role of the ladder is
/// asked: silence in the policy never lets anything through.
///
/// @param version names this text; every ruling carries it
/// @param ladder roles from the least to the most senior
public record Policy(String version, List<Role> ladder, Duration deadline, List<Rule> rules) {
  public Policy {
    ladder = List.copyOf(ladder);
    rules = List.copyOf(rules);
  }

  /// Reads a policy's YAML; [PolicyException] lists everything that is wrong with it.
  public static Policy parse(String yaml) {
    return new PolicyReader(yaml).read();
  }

  /// The roles this policy may ask, each with how many different people it may need; in the order
  /// of the ladder.
  public Map<Role, Integer> approversNeeded() {
    Map<Role, Integer> needed = new LinkedHashMap<>();
    for (Role role : ladder) {
      rules.stream()
          .map(Rule::outcome)
          .filter(Outcome.Ask.class::isInstance)
          .map(Outcome.Ask.class::cast)
          .filter(ask -> ask.role().equals(role))
          .forEach(ask -> needed.merge(role, ask.approvals(), Math::max));
    }
    needed.putIfAbsent(ladder.getLast(), 1);
    return Collections.unmodifiableMap(needed);
  }

  public Ruling rule(Proposal proposal) {
    List<Rule> applying = rules.stream().filter(rule -> rule.appliesTo(proposal)).toList();
    if (applying.isEmpty()) {
      return new Ruling.Ask(
          version,
          List.of(new RuleHit("no-rule", "no rule of the policy covers this")),
          ladder.getLast(),
          1,
          deadline);
    }
    List<RuleHit> hits = applying.stream().map(rule -> rule.hit(proposal)).toList();
    if (applying.stream().anyMatch(rule -> rule.outcome() instanceof Outcome.Refuse)) {
      return new Ruling.Refuse(version, hits);
    }
    List<Outcome.Ask> asks =
        applying.stream()
            .map(Rule::outcome)
            .filter(Outcome.Ask.class::isInstance)
            .map(Outcome.Ask.class::cast)
            .toList();
    return asks.isEmpty() ? new Ruling.Proceed(version, hits) : strictest(asks, hits);
  }

  /// As [#rule], of a proposal that takes back what another one did. It is asked about always, and
  /// of no less than the role, the number of people and the time that this other one is asked of.
  public Ruling ruleUndo(Proposal undo, Proposal done) {
    Ruling own = rule(undo);
    if (own instanceof Ruling.Refuse) {
      return own;
    }
    Ruling.Ask floor =
        rule(done) instanceof Ruling.Ask asked
            ? asked
            : new Ruling.Ask(
                version,
                List.of(new RuleHit("undo", "nothing is undone without being asked about")),
                ladder.getLast(),
                1,
                deadline);
    Ruling.Ask mine = own instanceof Ruling.Ask asked ? asked : floor;
    return new Ruling.Ask(
        version,
        Stream.concat(own.because().stream(), floor.because().stream()).distinct().toList(),
        ladder.indexOf(mine.role()) < ladder.indexOf(floor.role()) ? floor.role() : mine.role(),
        Math.max(mine.approvals(), floor.approvals()),
        mine.deadline().compareTo(floor.deadline()) < 0 ? mine.deadline() : floor.deadline());
  }

  private Ruling.Ask strictest(List<Outcome.Ask> asks, List<RuleHit> hits) {
    Role role =
        asks.stream()
            .map(Outcome.Ask::role)
            .max(Comparator.comparingInt(ladder::indexOf))
            .orElseThrow();
    int approvals = asks.stream().mapToInt(Outcome.Ask::approvals).max().orElseThrow();
    Duration shortest =
        asks.stream()
            .flatMap(ask -> ask.deadline().stream())
            .min(Comparator.naturalOrder())
            .orElse(deadline);
    return new Ruling.Ask(version, hits, role, approvals, shortest);
  }
}
