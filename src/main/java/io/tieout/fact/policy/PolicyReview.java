package io.tieout.fact.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks a policy's rules over for what their author hardly meant. Tells only what is proven from
/// the conditions: that a rule is not mentioned does not mean that it matters.
public final class PolicyReview {
  private final Policy policy;
  private final Chain chain;
  private final List<Remark> remarks = new ArrayList<>();

  /// How much a remark matters.
  public enum Weight {
    /// Something is probably not as meant.
    WARNING,
    /// Nothing needs to be done.
    INFORMATION
  }

  /// What was found.
  ///
  /// @param rules the ids of the rules it is about, the one to look at first
  /// @param sentence why, and what to do
  public record Remark(Weight weight, List<String> rules, String sentence) {
    public Remark {
      rules = List.copyOf(rules);
    }
  }

  private PolicyReview(Policy policy) {
    this.policy = policy;
    this.chain = new Chain(policy.ladder());
  }

  /// Warnings first, in the order of the rules.
  public static List<Remark> of(Policy policy) {
    PolicyReview review = new PolicyReview(policy);
    review.look();
    return review.remarks.stream().sorted(Comparator.comparing(Remark::weight)).toList();
  }

  /// The sentences of the warnings.
  public static List<String> warnings(Policy policy) {
    return of(policy).stream()
        .filter(remark -> remark.weight() == Weight.WARNING)
        .map(Remark::sentence)
        .toList();
  }

  private void look() {
    for (Rule rule : policy.rules()) {
      Optional<String> never = Implication.contradiction(rule.conditions());
      if (never.isPresent()) {
        warn(
            "Rule '%s' never applies: %s. Correct its conditions or take it out."
                .formatted(rule.id(), never.get()),
            rule);
      } else {
        overruled(rule);
        alwaysAsked(rule);
      }
    }
    uncovered();
  }

  /// At most one remark a rule: the worst of what the others make of it.
  private void overruled(Rule rule) {
    policy.rules().stream()
        .filter(other -> !other.equals(rule))
        .filter(other -> Implication.contradiction(other.conditions()).isEmpty())
        .filter(other -> Implication.implies(rule.conditions(), other.conditions()))
        .flatMap(other -> remark(rule, other).stream())
        .min(Comparator.comparing(Remark::weight))
        .ifPresent(remarks::add);
  }

  /// What a rule is worth beside another that applies whenever it does.
  private Optional<Remark> remark(Rule rule, Rule wide) {
    return switch (wide.outcome()) {
      case Outcome.Refuse() -> underRefusal(rule, wide);
      case Outcome.Ask(var layers, _, _) ->
          switch (rule.outcome()) {
            case Outcome.Proceed() ->
                warning(
                    "Rule '%s' never lets anything through: '%s' applies whenever it does and asks %s, and asking wins. Narrow '%2$s' so that it leaves these out, or take '%1$s' out."
                        .formatted(rule.id(), wide.id(), spoken(layers)),
                    rule,
                    wide);
            case Outcome.Ask ask -> twoAsks(rule, ask, wide);
            case Outcome.Refuse() -> Optional.empty();
          };
      case Outcome.Proceed() ->
          rule.outcome() instanceof Outcome.Proceed && firstOfTwins(wide, rule)
              ? explains(rule, wide, "lets it through")
              : Optional.empty();
    };
  }

  private Optional<Remark> underRefusal(Rule rule, Rule wide) {
    return switch (rule.outcome()) {
      case Outcome.Proceed(), Outcome.Ask _ ->
          warning(
              "Rules '%s' and '%s' conflict: '%1$s' %s, but '%2$s' applies whenever it does and refuses, and refusing wins. Narrow '%2$s' so that it leaves these out, or take '%1$s' out."
                  .formatted(
                      rule.id(),
                      wide.id(),
                      rule.outcome() instanceof Outcome.Ask(var layers, _, _)
                          ? "asks " + spoken(layers)
                          : "lets it through"),
              rule,
              wide);
      case Outcome.Refuse() ->
          firstOfTwins(wide, rule) ? explains(rule, wide, "refuses") : Optional.empty();
    };
  }

  private Optional<Remark> twoAsks(Rule rule, Outcome.Ask ask, Rule wide) {
    Outcome.Ask other = (Outcome.Ask) wide.outcome();
    if (adds(ask, other)) {
      return twins(rule, wide) && firstOfTwins(wide, rule) && adds(other, ask)
          ? warning(
              "Rules '%s' and '%s' apply to the same changes and ask differently: %s, and %s. Both are satisfied, by asking %s. Write one rule that says so."
                  .formatted(
                      wide.id(),
                      rule.id(),
                      spoken(other.chain()),
                      spoken(ask.chain()),
                      spoken(chain.joined(List.of(other.chain(), ask.chain())))),
              wide,
              rule)
          : Optional.empty();
    }
    if (!ask.chain().equals(other.chain())) {
      return warning(
          "Rule '%s' changes nothing: it asks %s, but '%s' applies whenever it does and asks %s, which covers that. Narrow '%3$s' if fewer people were meant to do here, or take '%1$s' out."
              .formatted(rule.id(), spoken(ask.chain()), wide.id(), spoken(other.chain())),
          rule,
          wide);
    }
    return firstOfTwins(wide, rule)
        ? explains(rule, wide, "asks " + spoken(ask.chain()))
        : Optional.empty();
  }

  private Optional<Remark> explains(Rule rule, Rule wide, String does) {
    return Optional.of(
        new Remark(
            Weight.INFORMATION,
            List.of(rule.id(), wide.id()),
            "Rule '%s' explains, but changes nothing: '%s' %s whenever it applies. Approvers read its reason; it can stay."
                .formatted(rule.id(), wide.id(), does)));
  }

  /// Whether the rule may ask for anything that the other does not ask for already, whatever rules
  /// apply besides.
  private boolean adds(Outcome.Ask ask, Outcome.Ask other) {
    boolean covered =
        ask.chain().equals(other.chain())
            || (chain.joined(List.of(ask.chain(), other.chain())).equals(other.chain())
                && (ask.chain().size() == 1
                    || (other.chain().size() > 1 && other.chain().containsAll(ask.chain()))));
    boolean sooner =
        ask.deadline().isPresent()
            && (other.deadline().isEmpty()
                || !Allowance.shortest(List.of(ask.deadline().get(), other.deadline().get()))
                    .equals(other.deadline().get()));
    return !covered || sooner || (ask.stepUp() && !other.stepUp());
  }

  private static boolean twins(Rule one, Rule other) {
    return Implication.implies(one.conditions(), other.conditions())
        && Implication.implies(other.conditions(), one.conditions());
  }

  /// Of two rules for the same cases only the later one is remarked upon.
  private boolean firstOfTwins(Rule wide, Rule rule) {
    return !twins(wide, rule) || policy.rules().indexOf(wide) < policy.rules().indexOf(rule);
  }

  private void alwaysAsked(Rule rule) {
    if (!(rule.outcome() instanceof Outcome.Proceed)) {
      return;
    }
    rule.conditions().stream()
        .filter(Condition.OfKind.class::isInstance)
        .map(condition -> ((Condition.OfKind) condition).kind())
        .filter(kind -> kind.governs() || kind.undoes())
        .findFirst()
        .ifPresent(kind ->
            warn(
                kind.governs()
                    ? "Rule '%s' never lets anything through: what governs decisions is changed by two people, whatever the rules say. Take it out, or name the people with ask."
                        .formatted(rule.id())
                    : "Rule '%s' never lets anything through: an undo is asked of whom the change it takes back was asked of, whatever the rules say. Take it out, or name the people with ask."
                        .formatted(rule.id()),
                rule));
  }

  /// Kinds of change that no rule is about. What governs decisions is looked after in any case.
  private void uncovered() {
    Arrays.stream(ChangeKind.values())
        .filter(kind -> !kind.governs())
        .filter(kind -> policy.rules().stream().noneMatch(rule -> concerns(rule, kind)))
        .forEach(kind ->
            remarks.add(
                new Remark(
                    Weight.INFORMATION,
                    List.of(),
                    "No rule is about %s: each is asked of the last role of the ladder, %s. Write a rule if others are to decide."
                        .formatted(kind.word(), policy.ladder().getLast().spoken()))));
  }

  private static boolean concerns(Rule rule, ChangeKind kind) {
    return rule.conditions().stream()
        .noneMatch(
            condition -> condition instanceof Condition.OfKind(ChangeKind that) && that != kind);
  }

  private void warn(String sentence, Rule... about) {
    warning(sentence, about).ifPresent(remarks::add);
  }

  private static Optional<Remark> warning(String sentence, Rule... about) {
    return Optional.of(
        new Remark(Weight.WARNING, Arrays.stream(about).map(Rule::id).toList(), sentence));
  }

  private static String spoken(List<Layer> layers) {
    return Layer.spoken(layers);
  }
}
