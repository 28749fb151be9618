package io.tieout.fact.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// What can be proven of conditions from what they say. Where nothing is proven, nothing is said:
/// silence is no proof of the contrary.
final class Implication {
  private Implication() {}

  /// Whether the wide conditions all hold wherever the narrow ones do.
  static boolean implies(List<Condition> narrow, List<Condition> wide) {
    return wide.stream().allMatch(w -> always(w) || narrow.stream().anyMatch(n -> implies(n, w)));
  }

  private static boolean always(Condition condition) {
    return condition instanceof Condition.SuggestedLinesAtLeast(int lines) && lines <= 0;
  }

  private static boolean implies(Condition one, Condition other) {
    return switch (one) {
      case Condition.OfKind _, Condition.NewCustomer _, Condition.StandardTerms _ ->
          one.equals(other);
      case Condition.AmountAtLeast(Money from) ->
          other instanceof Condition.AmountAtLeast(Money least)
              && from.isSameCurrency(least)
              && !from.isLessThan(least);
      case Condition.AmountBelow(Money below) -> belowImplies(below, other);
      case Condition.DiscountAbove(BigDecimal above) ->
          other instanceof Condition.DiscountAbove(BigDecimal least) && above.compareTo(least) >= 0;
      case Condition.SuggestedLinesAtLeast(int lines) ->
          other instanceof Condition.SuggestedLinesAtLeast(int least) && lines >= least;
    };
  }

  /// What is below an amount is of its currency, and so reaches every amount of another one.
  private static boolean belowImplies(Money below, Condition other) {
    return switch (other) {
      case Condition.AmountBelow(Money most) ->
          below.isSameCurrency(most) && !below.isGreaterThan(most);
      case Condition.AmountAtLeast(Money from) -> !below.isSameCurrency(from);
      case Condition.OfKind _,
          Condition.NewCustomer _,
          Condition.StandardTerms _,
          Condition.DiscountAbove _,
          Condition.SuggestedLinesAtLeast _ ->
          false;
    };
  }

  /// Why these conditions never hold together; empty when that is not proven.
  static Optional<String> contradiction(List<Condition> conditions) {
    for (Condition one : conditions) {
      for (Condition other : conditions) {
        Optional<String> why = contradiction(one, other);
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> contradiction(Condition one, Condition other) {
    return switch (one) {
      case Condition.AmountBelow(Money below)
          when other instanceof Condition.AmountAtLeast(Money m) ->
          below.isSameCurrency(m) && !m.isLessThan(below)
              ? Optional.of("no amount is %s and %s".formatted(other.wants(), one.wants()))
              : Optional.empty();
      case Condition.OfKind(ChangeKind kind) -> never(kind, other);
      case Condition.AmountBelow _,
          Condition.AmountAtLeast _,
          Condition.NewCustomer _,
          Condition.StandardTerms _,
          Condition.DiscountAbove _,
          Condition.SuggestedLinesAtLeast _ ->
          Optional.empty();
    };
  }

  /// What a kind of change never has: only invoices have lines, discounts and terms, and only one
  /// that is created may be for a new customer. What governs has no amount, which counts as USD 0.
  private static Optional<String> never(ChangeKind kind, Condition other) {
    boolean never =
        switch (other) {
          case Condition.OfKind(ChangeKind that) -> that != kind;
          case Condition.NewCustomer(boolean wanted) -> wanted && !kind.mayBringCustomer();
          case Condition.StandardTerms(boolean wanted) -> !wanted && !kind.hasLines();
          case Condition.DiscountAbove(BigDecimal percent) ->
              percent.signum() >= 0 && !kind.hasLines();
          case Condition.SuggestedLinesAtLeast(int lines) -> lines > 0 && !kind.hasLines();
          case Condition.AmountAtLeast(Money from) ->
              kind.governs() && from.getCurrencyUnit().getCode().equals("USD") && from.isPositive();
          case Condition.AmountBelow(Money below) ->
              kind.governs()
                  && (!below.getCurrencyUnit().getCode().equals("USD") || !below.isPositive());
        };
    return never
        ? Optional.of(
            "it never applies %s %s".formatted(new Condition.OfKind(kind).wants(), other.wants()))
        : Optional.empty();
  }
}
