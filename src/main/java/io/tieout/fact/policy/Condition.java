package io.tieout.fact.policy;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.Arrays;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One typed condition of a rule.
sealed interface Condition {
  boolean holds(Proposal proposal);

  /// The value that decided, for people; empty when the rule's own words say enough.
  String says(Proposal proposal);

  /// `change: create_invoice`.
  record OfKind(Kind kind) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      return kind == Kind.of(proposal.change());
    }

    @Override
    public String says(Proposal proposal) {
      return "";
    }
  }

  /// `amount_at_least: USD 50000`. An amount in another currency counts as reaching it: what cannot
  /// be compared is treated as large.
  record AmountAtLeast(Money threshold) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      Money amount = proposal.circumstances().amount();
      return !comparable(amount, threshold.getCurrencyUnit()) || !amount.isLessThan(threshold);
    }

    @Override
    public String says(Proposal proposal) {
      return "amount %s, from %s"
          .formatted(Amounts.text(proposal.circumstances().amount()), Amounts.text(threshold));
    }
  }

  /// `amount_below: USD 1000`. Never holds for another currency.
  record AmountBelow(Money threshold) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      Money amount = proposal.circumstances().amount();
      return comparable(amount, threshold.getCurrencyUnit()) && amount.isLessThan(threshold);
    }

    @Override
    public String says(Proposal proposal) {
      return "amount %s, below %s"
          .formatted(Amounts.text(proposal.circumstances().amount()), Amounts.text(threshold));
    }
  }

  /// `new_customer: true`.
  record NewCustomer(boolean wanted) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      return proposal.circumstances().newCustomer() == wanted;
    }

    @Override
    public String says(Proposal proposal) {
      return "";
    }
  }

  /// `standard_terms: false`.
  record StandardTerms(boolean wanted) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      return proposal.circumstances().standardTerms() == wanted;
    }

    @Override
    public String says(Proposal proposal) {
      return "";
    }
  }

  /// `discount_above: 15`, in percent.
  record DiscountAbove(BigDecimal percent) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      return proposal.circumstances().maxDiscountPercent().compareTo(percent) > 0;
    }

    @Override
    public String says(Proposal proposal) {
      return "discount %s %%, norm %s %%"
          .formatted(
              Amounts.plain(proposal.circumstances().maxDiscountPercent()), Amounts.plain(percent));
    }
  }

  /// `suggested_lines_at_least: 1`.
  record SuggestedLinesAtLeast(int lines) implements Condition {
    @Override
    public boolean holds(Proposal proposal) {
      return proposal.circumstances().suggestedLines() >= lines;
    }

    @Override
    public String says(Proposal proposal) {
      return proposal.circumstances().suggestedLines() + " by suggestion";
    }
  }

  private static boolean comparable(Money amount, CurrencyUnit currency) {
    return amount.getCurrencyUnit().equals(currency);
  }

  /// The kinds of change a rule can name.
  enum Kind {
    CREATE_INVOICE("create_invoice"),
    DRAFT_INVOICE("draft_invoice"),
    DISCARD_DRAFT("discard_draft"),
    UPDATE_DEAL_FINANCE("update_deal_finance"),
    UNDO_INVOICE("undo_invoice"),
    UNDO_UPDATE("undo_update"),
    CHANGE_PEOPLE("change_people"),
    CHANGE_POLICY("change_policy"),
    CHANGE_ROLLOUT("change_rollout");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    private static Kind governing(String kind) {
      return Arrays.stream(values())
          .filter(k -> k.word.equals("change_" + kind))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("nothing is governed by a " + kind));
    }

    static Kind of(Change change) {
      return switch (change) {
        case Change.CreateInvoice _ -> CREATE_INVOICE;
        case Change.DraftInvoice _ -> DRAFT_INVOICE;
        case Change.DiscardDraft _ -> DISCARD_DRAFT;
        case Change.UpdateDealFinance _ -> UPDATE_DEAL_FINANCE;
        case Change.UndoInvoice _ -> UNDO_INVOICE;
        case Change.UndoUpdate _ -> UNDO_UPDATE;
        case Change.Govern govern -> governing(govern.kind());
      };
    }
  }
}
