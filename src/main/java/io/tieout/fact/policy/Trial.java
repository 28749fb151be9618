package io.tieout.fact.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A policy tried on a case: what it says, and which rules only just do not apply.
///
/// @param ruling as it would be of a proposal of this kind
/// @param near every rule for the kind that lacks one condition
public record Trial(Ruling ruling, List<NearMiss> near) {
  public Trial {
    near = List.copyOf(near);
  }

  /// A rule that would apply if one thing were different.
  ///
  /// @param lacks as the end of a sentence: `from USD 100,000.00`
  /// @param changes whether the ruling would then be another one
  /// @param then what it would be
  public record NearMiss(String ruleId, String lacks, boolean changes, Ruling then) {}

  /// An undo is ruled as one of a change in the same circumstances.
  public static Trial of(Policy policy, Case asked) {
    List<Rule> applying = applying(policy, asked);
    Ruling ruling = ruling(policy, asked);
    List<NearMiss> near = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      List<Condition> missing =
          rule.conditions().stream().filter(condition -> !condition.holds(asked)).toList();
      if (missing.size() == 1 && !(missing.getFirst() instanceof Condition.OfKind)) {
        Ruling then =
            policy.ruled(Stream.concat(applying.stream(), Stream.of(rule)).toList(), asked);
        near.add(
            new NearMiss(
                rule.id(),
                missing.getFirst().wants(),
                !same(policy.ruled(applying, asked), then),
                then));
      }
    }
    return new Trial(ruling, near);
  }

  private static List<Rule> applying(Policy policy, Case asked) {
    return policy.rules().stream().filter(rule -> rule.appliesTo(asked)).toList();
  }

  private static Ruling ruling(Policy policy, Case asked) {
    if (asked.kind().governs()) {
      return policy.ruleGoverning(asked);
    }
    return asked.kind().undoes()
        ? policy.ruleUndo(asked, new Case(asked.kind().undone(), asked.circumstances()))
        : policy.rule(asked);
  }

  /// Whether two rulings ask the same of the same people, whatever their reasons.
  public static boolean same(Ruling one, Ruling other) {
    return switch (one) {
      case Ruling.Proceed _ -> other instanceof Ruling.Proceed;
      case Ruling.Refuse _ -> other instanceof Ruling.Refuse;
      case Ruling.Ask ask ->
          other instanceof Ruling.Ask that
              && ask.layers().equals(that.layers())
              && ask.care().stepUp() == that.care().stepUp();
    };
  }
}
