package io.tieout.fact.policy;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling.Backup;
import io.tieout.fact.policy.Ruling.Care;
import io.tieout.fact.policy.Ruling.RuleHit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A versioned set of rules.
///
/// Every rule whose conditions all hold applies; the strictest outcome wins: refuse before ask
/// before proceed. Of several asks all are satisfied, within the shortest deadline. When no rule
/// applies, the last role of the ladder is asked: silence in the policy never lets anything
/// through.
///
/// @param version names this text; every ruling carries it
/// @param ladder roles from the least to the most senior
/// @param deadline for rules that give none
/// @param backups who decides when the holders of a role did not in time
/// @param batching what may be decided together; empty for nothing
/// @param onePerson why requester, editor and approver may be one person; empty when they may not
/// @param text as it was written
public record Policy(
    String version,
    List<Role> ladder,
    Allowance deadline,
    List<Rule> rules,
    List<Backup> backups,
    Optional<Batching> batching,
    Optional<String> onePerson,
    String text) {
  private static final int TWO = 2;

  public Policy {
    ladder = List.copyOf(ladder);
    rules = List.copyOf(rules);
    backups = List.copyOf(backups);
  }

  /// Reads a policy's YAML; [PolicyException] lists everything that is wrong with it.
  public static Policy parse(String yaml) {
    return new PolicyReader(yaml).read();
  }

  /// Every layer that this policy may ask.
  public List<Layer> layers() {
    return Stream.concat(
            rules.stream()
                .map(Rule::outcome)
                .filter(Outcome.Ask.class::isInstance)
                .map(Outcome.Ask.class::cast)
                .flatMap(ask -> ask.chain().stream()),
            Stream.of(last()))
        .distinct()
        .toList();
  }

  /// The rules for people, a line each: conditions and outcome.
  public List<String> spoken() {
    return rules.stream().map(Rule::spoken).toList();
  }

  public Ruling rule(Proposal proposal) {
    return rule(Case.of(proposal));
  }

  Ruling rule(Case asked) {
    return ruled(rules.stream().filter(rule -> rule.appliesTo(asked)).toList(), asked);
  }

  /// What these rules together say of the case.
  Ruling ruled(List<Rule> applying, Case asked) {
    if (applying.isEmpty()) {
      return unknown("no-rule", "no rule of the policy covers this", asked);
    }
    List<RuleHit> hits = applying.stream().map(rule -> rule.hit(asked)).toList();
    if (applying.stream().anyMatch(rule -> rule.outcome() instanceof Outcome.Refuse)) {
      return new Ruling.Refuse(version, hits);
    }
    List<Outcome.Ask> asks =
        applying.stream()
            .map(Rule::outcome)
            .filter(Outcome.Ask.class::isInstance)
            .map(Outcome.Ask.class::cast)
            .toList();
    return asks.isEmpty() ? new Ruling.Proceed(version, hits) : joined(asks, hits, asked);
  }

  /// As [#rule], of a proposal that takes back what another one did. It is asked about always, and
  /// of no less than the people and within the time that this other one is asked of.
  public Ruling ruleUndo(Proposal undo, Proposal done) {
    return ruleUndo(Case.of(undo), Case.of(done));
  }

  Ruling ruleUndo(Case undo, Case done) {
    Ruling own = rule(undo);
    if (own instanceof Ruling.Refuse) {
      return own;
    }
    Ruling.Ask floor =
        rule(done) instanceof Ruling.Ask asked
            ? asked
            : unknown("undo", "nothing is undone without being asked about", done);
    return noWeaker(own, floor);
  }

  /// As [#rule], of a proposal that somebody edited. It is asked about always, and of no less than
  /// the people who are asked about what was drafted from the deal: editing an amount down does not
  /// take it out of anybody's hands.
  public Ruling ruleEdited(Proposal edited, Proposal first) {
    Ruling own = rule(edited);
    if (own instanceof Ruling.Refuse) {
      return own;
    }
    return noWeaker(
        own,
        rule(first) instanceof Ruling.Ask asked
            ? asked
            : unknown(
                "edited", "what a person edited is approved by another person", Case.of(edited)));
  }

  private Ruling.Ask noWeaker(Ruling own, Ruling.Ask floor) {
    Ruling.Ask mine = own instanceof Ruling.Ask asked ? asked : floor;
    return new Ruling.Ask(
        version,
        Stream.concat(own.because().stream(), floor.because().stream()).distinct().toList(),
        new Chain(ladder).joined(List.of(mine.layers(), floor.layers())),
        Allowance.shortest(List.of(mine.deadline(), floor.deadline())),
        backups,
        new Care(
            mine.care().stepUp() || floor.care().stepUp(),
            mine.care().batch() && floor.care().batch(),
            onePerson.isPresent()));
  }

  /// As [#rule], of a change to what governs decisions. Two people approve it at least, whatever
  /// the rules say; in a company of one person, one.
  public Ruling ruleGoverning(Proposal proposal) {
    return ruleGoverning(Case.of(proposal));
  }

  Ruling ruleGoverning(Case asked) {
    Ruling own = rule(asked);
    if (own instanceof Ruling.Refuse) {
      return own;
    }
    Ruling.Ask wanted =
        own instanceof Ruling.Ask ask
            ? ask
            : unknown("governing", "nobody changes what governs decisions alone", asked);
    int people = wanted.layers().stream().mapToInt(Layer::needed).sum();
    List<Layer> layers = people >= TWO || onePerson.isPresent() ? wanted.layers() : List.of(two());
    return new Ruling.Ask(
        version,
        own.because(),
        layers,
        wanted.deadline(),
        backups,
        new Care(false, false, onePerson.isPresent()));
  }

  /// Two people of the upper half of the ladder.
  private Layer two() {
    return new Layer.AnyOf(
        ladder.subList(ladder.size() / 2, ladder.size()).stream()
            .map(role -> (Approver) new Approver.Holder(role))
            .toList(),
        TWO);
  }

  /// Asks the last role of the ladder, whatever the rules say.
  public Ruling.Ask asked(Proposal proposal, List<RuleHit> because) {
    return asked(Case.of(proposal), because);
  }

  private Ruling.Ask asked(Case asked, List<RuleHit> because) {
    return new Ruling.Ask(version, because, List.of(last()), deadline, backups, care(false, asked));
  }

  private Ruling.Ask unknown(String id, String sentence, Case asked) {
    return asked(asked, List.of(new RuleHit(id, sentence)));
  }

  private Layer last() {
    return Layer.of(new Approver.Holder(ladder.getLast()), 1);
  }

  private Ruling.Ask joined(List<Outcome.Ask> asks, List<RuleHit> hits, Case asked) {
    return new Ruling.Ask(
        version,
        hits,
        new Chain(ladder).joined(asks.stream().map(Outcome.Ask::chain).toList()),
        asks.stream()
            .flatMap(ask -> ask.deadline().stream())
            .reduce((one, other) -> Allowance.shortest(List.of(one, other)))
            .orElse(deadline),
        backups,
        care(asks.stream().anyMatch(Outcome.Ask::stepUp), asked));
  }

  /// What takes a step-up is decided alone.
  private Care care(boolean stepUp, Case asked) {
    boolean small = batching.filter(b -> b.holds(asked.circumstances().amount())).isPresent();
    return new Care(stepUp, small && !stepUp, onePerson.isPresent());
  }
}
