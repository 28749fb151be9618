package io.tieout.fact.policy;

import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One typed condition of a rule.
sealed interface Condition {
  boolean holds(Case asked);

  /// The value that decided, for people; empty when the rule's own words say enough.
  String says(Case asked);

  /// What it wants, as the end of a sentence that begins with “it would apply”.
  String wants();

  /// `change: create_invoice`.
  record OfKind(ChangeKind kind) implements Condition {
    @Override
    public boolean holds(Case asked) {
      return kind == asked.kind();
    }

    @Override
    public String says(Case asked) {
      return "";
    }

    @Override
    public String wants() {
      return "to " + kind.word();
    }
  }

  /// `amount_at_least: USD 50000`. An amount in another currency counts as reaching it: what cannot
  /// be compared is treated as large.
  record AmountAtLeast(Money threshold) implements Condition {
    @Override
    public boolean holds(Case asked) {
      Money amount = asked.circumstances().amount();
      return !comparable(amount, threshold.getCurrencyUnit()) || !amount.isLessThan(threshold);
    }

    @Override
    public String says(Case asked) {
      return "amount %s, from %s"
          .formatted(Amounts.text(asked.circumstances().amount()), Amounts.text(threshold));
    }

    @Override
    public String wants() {
      return "from " + Amounts.text(threshold);
    }
  }

  /// `amount_below: USD 1000`. Never holds for another currency.
  record AmountBelow(Money threshold) implements Condition {
    @Override
    public boolean holds(Case asked) {
      Money amount = asked.circumstances().amount();
      return comparable(amount, threshold.getCurrencyUnit()) && amount.isLessThan(threshold);
    }

    @Override
    public String says(Case asked) {
      return "amount %s, below %s"
          .formatted(Amounts.text(asked.circumstances().amount()), Amounts.text(threshold));
    }

    @Override
    public String wants() {
      return "below " + Amounts.text(threshold);
    }
  }

  /// `new_customer: true`.
  record NewCustomer(boolean wanted) implements Condition {
    @Override
    public boolean holds(Case asked) {
      return asked.circumstances().newCustomer() == wanted;
    }

    @Override
    public String says(Case asked) {
      return "";
    }

    @Override
    public String wants() {
      return wanted ? "to a new customer" : "to a customer the books have";
    }
  }

  /// `standard_terms: false`.
  record StandardTerms(boolean wanted) implements Condition {
    @Override
    public boolean holds(Case asked) {
      return asked.circumstances().standardTerms() == wanted;
    }

    @Override
    public String says(Case asked) {
      return "";
    }

    @Override
    public String wants() {
      return wanted ? "with the customer's usual terms" : "with other terms than usual";
    }
  }

  /// `discount_above: 15`, in percent.
  record DiscountAbove(BigDecimal percent) implements Condition {
    @Override
    public boolean holds(Case asked) {
      return asked.circumstances().maxDiscountPercent().compareTo(percent) > 0;
    }

    @Override
    public String says(Case asked) {
      return "discount %s %%, norm %s %%"
          .formatted(
              Amounts.plain(asked.circumstances().maxDiscountPercent()), Amounts.plain(percent));
    }

    @Override
    public String wants() {
      return "with a discount above %s %%".formatted(Amounts.plain(percent));
    }
  }

  /// `suggested_lines_at_least: 1`.
  record SuggestedLinesAtLeast(int lines) implements Condition {
    @Override
    public boolean holds(Case asked) {
      return asked.circumstances().suggestedLines() >= lines;
    }

    @Override
    public String says(Case asked) {
      return asked.circumstances().suggestedLines() + " by suggestion";
    }

    @Override
    public String wants() {
      return "with at least %d matched by name only".formatted(lines);
    }
  }

  private static boolean comparable(Money amount, CurrencyUnit currency) {
    return amount.getCurrencyUnit().equals(currency);
  }
}
