package io.tieout.engine.approval;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// The amount a card shows, and whether a person typed it.
public final class Shown {
  private static final Pattern NUMBER =
      Pattern.compile("-?(\\d{1,18}|\\d{1,3}(,\\d{3}){1,5})(\\.\\d{1,6})?");

  private Shown() {}

  /// The amount of the change in its own currency; where it has none, what policy looked at.
  public static Money amount(Proposal proposal) {
    return switch (proposal.change()) {
      case Change.CreateInvoice c -> c.invoice().net();
      case Change.DraftInvoice(Change.CreateInvoice c) -> c.invoice().net();
      case Change.UndoInvoice c -> c.invoice().total();
      case Change.Govern _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoUpdate _ ->
          proposal.circumstances().amount();
    };
  }

  /// Whether the text is this amount: `12000`, `12,000.00` and `USD 12000` all are USD 12,000.00.
  /// The decimal separator is a point, as on the card.
  static boolean isAmount(String typed, Money amount) {
    String code = amount.getCurrencyUnit().getCode();
    String digits = typed.strip().toUpperCase(Locale.ROOT).replace(code, "").strip();
    return NUMBER.matcher(digits).matches()
        && new BigDecimal(digits.replace(",", "")).compareTo(amount.getAmount()) == 0;
  }
}
