package io.tieout.work.invoicing;

import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The arithmetic of lines: whether they tie to the deal to the cent, and the quantity and unit
/// price under which a line's exact total can be posted.
final class LineArithmetic {
  /// Decimals of a unit price or a quantity that ledgers keep.
  static final int PRICE_DECIMALS = 7;

  /// The largest quantity by which any amount of cents can be divided so that the price, with its
  /// decimals, gives the amount again: half of the last decimal times this is half a cent.
  static final BigDecimal MOST_DIVIDED = BigDecimal.valueOf(99_999);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private LineArithmetic() {}

  /// Whether the lines come to the deal's amount.
  static boolean ties(Deal deal, List<DealLine> lines) {
    boolean same =
        lines.stream().allMatch(l -> l.total().getCurrencyUnit().equals(deal.currency()));
    return same
        && deal.amount()
            .filter(a -> a.equals(Amounts.sum(deal.currency(), totals(lines))))
            .isPresent();
  }

  private static List<Money> totals(List<DealLine> lines) {
    return lines.stream().map(DealLine::total).toList();
  }

  /// Blocks unless every line adds up and all of them are the deal's amount.
  static void check(DealReadings in, Notes notes) {
    Deal deal = in.deal();
    if (in.lines().isEmpty()) {
      notes.block(noLines(in));
      return;
    }
    for (DealLine line : in.lines()) {
      checkCurrency(in, line, notes);
    }
    if (notes.blocked()) {
      return;
    }
    in.lines().forEach(line -> checkLine(in, line, notes));
    Money sum = Amounts.sum(deal.currency(), totals(in.lines()));
    if (deal.amount().isEmpty()) {
      notes.block(
          onDeal(
              in,
              "deal has no amount",
              "Deal “%s” has no amount",
              "Deal “%s” has no amount, its lines come to %s. Give the deal its amount in the CRM."
                  .formatted(deal.name(), Amounts.text(sum))));
    } else if (!deal.amount().get().equals(sum)) {
      Money amount = deal.amount().get();
      notes.block(
          onDeal(
              in,
              "lines do not tie",
              "The lines of “%s” do not tie to the deal",
              ("The %d lines of deal “%s” come to %s, the deal's amount is %s: a difference of %s."
                      + " Correct the lines or the amount in the CRM; a part of a deal is never"
                      + " invoiced.")
                  .formatted(
                      in.lines().size(),
                      deal.name(),
                      Amounts.text(sum),
                      Amounts.text(amount),
                      amount.isSameCurrency(sum) ? Amounts.text(sum.minus(amount)) : "currency")));
    } else if (sum.isNegative()) {
      notes.block(
          onDeal(
              in,
              "deal is negative",
              "Deal “%s” comes to less than nothing",
              ("Deal “%s” comes to %s. An invoice cannot be negative: post a credit note in the"
                      + " books, or correct the lines.")
                  .formatted(deal.name(), Amounts.text(sum))));
    }
  }

  private static Blocker noLines(DealReadings in) {
    Deal deal = in.deal();
    String amount = deal.amount().map(Amounts::text).orElse("no amount");
    return deal.hasLines()
        ? onDeal(
            in,
            "lines are missing",
            "The lines of “%s” cannot be seen",
            ("The CRM says that deal “%s” (%s) has product lines, but none came back. Check that"
                    + " Tieout's user may read opportunity products.")
                .formatted(deal.name(), amount))
        : onDeal(
            in,
            "deal has no lines",
            "Deal “%s” has no product lines",
            ("Deal “%s” (%s) has no product lines, so there is nothing to put on an invoice. Add"
                    + " its products in the CRM.")
                .formatted(deal.name(), amount));
  }

  private static void checkCurrency(DealReadings in, DealLine line, Notes notes) {
    CurrencyUnit currency = in.deal().currency();
    if (!line.total().getCurrencyUnit().equals(currency)) {
      notes.block(
          onLine(
              in,
              line,
              "line is in another currency",
              "Line “%s” of deal “%s” is in %s, the deal is in %s. Correct it in the CRM."
                  .formatted(
                      line.name(), in.deal().name(), line.total().getCurrencyUnit(), currency)));
    }
  }

  private static void checkLine(DealReadings in, DealLine line, Notes notes) {
    Money computed =
        Amounts.roundedHalfUp(
            line.total().getCurrencyUnit(), line.quantity().multiply(netPrice(line)));
    if (!computed.equals(line.total())) {
      notes.block(
          onLine(
              in,
              line,
              "line does not add up",
              ("Line “%s” of deal “%s”: %s × %s less %s %% is %s, but the line's total is %s: a"
                      + " difference of %s. Correct quantity, price, discount or total in the CRM.")
                  .formatted(
                      line.name(),
                      in.deal().name(),
                      Amounts.plain(line.quantity()),
                      Amounts.plain(line.unitPrice()),
                      Amounts.plain(line.discountPercent()),
                      Amounts.text(computed),
                      Amounts.text(line.total()),
                      Amounts.text(line.total().minus(computed)))));
    }
  }

  private static BigDecimal netPrice(DealLine line) {
    BigDecimal share = HUNDRED.subtract(line.discountPercent()).movePointLeft(2);
    return line.unitPrice().multiply(share);
  }

  /// A quantity with its unit price; ledgers refuse a line whose amount is not their product.
  record Priced(BigDecimal quantity, BigDecimal unitPrice, Optional<String> told) {}

  /// The line's own quantity at its net unit price when that is exact, else one at the total, with
  /// what was sold told in words.
  static Priced priced(DealLine line) {
    BigDecimal total = line.total().getAmount();
    BigDecimal quantity = line.quantity().stripTrailingZeros();
    if (quantity.signum() != 0 && quantity.scale() <= PRICE_DECIMALS) {
      BigDecimal price =
          total.divide(quantity.abs(), PRICE_DECIMALS, RoundingMode.DOWN).stripTrailingZeros();
      if (price.multiply(quantity.abs()).compareTo(total) == 0) {
        return new Priced(whole(quantity.abs()), whole(price), Optional.empty());
      }
    }
    return once(line);
  }

  /// Sold once for its total.
  static Priced once(DealLine line) {
    String sold =
        "%s × %s".formatted(Amounts.plain(line.quantity()), Amounts.plain(line.unitPrice()));
    String less =
        line.discountPercent().signum() == 0
            ? ""
            : " less %s %%".formatted(Amounts.plain(line.discountPercent()));
    return new Priced(BigDecimal.ONE, line.total().getAmount(), Optional.of(sold + less));
  }

  private static BigDecimal whole(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /// Ties the finished lines to the deal once more. Whatever went wrong before, nothing that does
  /// not tie leaves the core.
  static void insist(List<InvoiceLine> lines, Money amount) {
    for (InvoiceLine line : lines) {
      Money product =
          Amounts.roundedHalfUp(
              amount.getCurrencyUnit(), line.quantity().multiply(line.unitPrice()));
      if (!product.equals(line.amount())) {
        throw new IllegalStateException(
            "line “%s”: %s × %s is not %s"
                .formatted(
                    line.description(),
                    line.quantity(),
                    line.unitPrice(),
                    Amounts.text(line.amount())));
      }
    }
    Money sum =
        Amounts.sum(amount.getCurrencyUnit(), lines.stream().map(InvoiceLine::amount).toList());
    if (!sum.equals(amount)) {
      throw new IllegalStateException(
          "invoice lines come to %s, the deal to %s"
              .formatted(Amounts.text(sum), Amounts.text(amount)));
    }
  }

  /// The deepest discount of any line against its own list price or as entered, or, where it is
  /// more, what negative lines take off all others; in percent.
  static BigDecimal deepestDiscount(List<DealLine> lines) {
    return lines.stream()
        .filter(line -> !line.total().isNegative())
        .map(LineArithmetic::discount)
        .reduce(wholeDealDiscount(lines), BigDecimal::max)
        .setScale(2, RoundingMode.HALF_UP);
  }

  /// A discount on the whole deal comes as a negative line, which has no discount of its own.
  private static BigDecimal wholeDealDiscount(List<DealLine> lines) {
    BigDecimal sold = BigDecimal.ZERO;
    BigDecimal off = BigDecimal.ZERO;
    for (DealLine line : lines) {
      BigDecimal total = line.total().getAmount();
      sold = sold.add(total.max(BigDecimal.ZERO));
      off = off.subtract(total.min(BigDecimal.ZERO));
    }
    return sold.signum() == 0
        ? BigDecimal.ZERO
        : off.multiply(HUNDRED).divide(sold, MathContext.DECIMAL64);
  }

  private static BigDecimal discount(DealLine line) {
    return line.listPrice()
        .filter(list -> list.signum() > 0)
        .map(list ->
            list.subtract(netPrice(line)).multiply(HUNDRED).divide(list, MathContext.DECIMAL64))
        .orElse(line.discountPercent())
        .max(line.discountPercent());
  }

  private static Blocker onDeal(DealReadings in, String kind, String title, String text) {
    return new Blocker(
        kind, kind + ":" + in.subject(), title.formatted(in.deal().name()), text, List.of());
  }

  private static Blocker onLine(DealReadings in, DealLine line, String kind, String text) {
    return new Blocker(
        kind,
        kind + ":" + in.subject() + "/line/" + line.id(),
        "Deal “%s”, line “%s”: %s".formatted(in.deal().name(), line.name(), kind),
        text,
        List.of());
  }
}
