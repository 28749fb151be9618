package io.tieout.fact.change;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What an approver wants otherwise on a proposed invoice. Only what differs from what was shown
/// stands in it; everything else is drafted as before.
///
/// @param lines at most one for each line
/// @param memo what is printed for the customer; an empty text prints nothing
public record InvoiceEdit(List<LineEdit> lines, Optional<LocalDate> due, Optional<String> memo) {
  /// Decimals of a quantity or a unit price that ledgers keep.
  public static final int DECIMALS = 7;

  /// The most characters that ledgers keep of a line's description, and of a memo.
  public static final int DESCRIPTION = 4_000;

  public static final int MEMO = 1_000;
  private static final int WHOLE_DIGITS = 12;

  public InvoiceEdit {
    lines = List.copyOf(lines);
    memo = memo.map(String::strip);
    if (lines.isEmpty() && due.isEmpty() && memo.isEmpty()) {
      throw new IllegalArgumentException(
          "an edit has neither lines nor due nor memo: give at least one value that is to change");
    }
    Set<String> seen = new HashSet<>();
    for (LineEdit line : lines) {
      if (!seen.add(line.dealLineId())) {
        throw new IllegalArgumentException(
            "lines: line %s stands in the edit twice; put all its changes into one"
                .formatted(line.dealLineId()));
      }
    }
    memo.flatMap(m -> tooLong("memo", m, MEMO)).ifPresent(InvoiceEdit::refuse);
  }

  /// One line otherwise, or not at all.
  ///
  /// @param dealLineId the line, by the line of the deal that it bills ([LineOrigin#dealLineId])
  /// @param itemId the ledger item, by its id in the book
  /// @param leftOut the line is not billed; then nothing else of it can change
  public record LineEdit(
      String dealLineId,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> unitPrice,
      Optional<String> description,
      Optional<String> itemId,
      boolean leftOut) {
    public LineEdit {
      quantity = quantity.map(LineEdit::bare);
      unitPrice = unitPrice.map(LineEdit::bare);
      description = description.map(String::strip);
      if (dealLineId.isBlank()) {
        refuse("dealLineId is empty; name the line of the deal");
      }
      boolean changes =
          quantity.isPresent()
              || unitPrice.isPresent()
              || description.isPresent()
              || itemId.isPresent();
      if (leftOut == changes) {
        refuse(
            "line %s: leftOut is %s and %s; leave the line out, or change something of it"
                .formatted(
                    dealLineId, leftOut, changes ? "it changes besides" : "nothing else changes"));
      }
      String line = "line " + dealLineId + ": ";
      quantity.flatMap(InvoiceEdit::quantityProblem).ifPresent(p -> refuse(line + p));
      unitPrice.flatMap(InvoiceEdit::priceProblem).ifPresent(p -> refuse(line + p));
      description.flatMap(InvoiceEdit::descriptionProblem).ifPresent(p -> refuse(line + p));
      itemId
          .filter(String::isBlank)
          .ifPresent(_ -> refuse(line + "itemId is empty; name an item of the book"));
    }

    public static LineEdit leavingOut(String dealLineId) {
      return new LineEdit(
          dealLineId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /// Whether the line's amount may change.
    public boolean reprices() {
      return quantity.isPresent() || unitPrice.isPresent();
    }

    private LineEdit then(LineEdit later) {
      if (leftOut || later.leftOut) {
        return leavingOut(dealLineId);
      }
      return new LineEdit(
          dealLineId,
          later.quantity.or(() -> quantity),
          later.unitPrice.or(() -> unitPrice),
          later.description.or(() -> description),
          later.itemId.or(() -> itemId),
          false);
    }

    private static BigDecimal bare(BigDecimal number) {
      BigDecimal stripped = number.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  /// The edit of a line, where it has one.
  public Optional<LineEdit> line(String dealLineId) {
    return lines.stream().filter(l -> l.dealLineId().equals(dealLineId)).findFirst();
  }

  /// Both edits as one; where both change the same, the later counts.
  public InvoiceEdit then(InvoiceEdit later) {
    List<LineEdit> all = new ArrayList<>();
    lines.forEach(l -> all.add(later.line(l.dealLineId()).map(l::then).orElse(l)));
    later.lines.stream().filter(l -> line(l.dealLineId()).isEmpty()).forEach(all::add);
    return new InvoiceEdit(all, later.due.or(() -> due), later.memo.or(() -> memo));
  }

  /// What is wrong with a quantity, with the remedy. A line's sign is its price's.
  public static Optional<String> quantityProblem(BigDecimal quantity) {
    return quantity.signum() <= 0
        ? Optional.of(
            "quantity %s is not more than zero; leave the line out instead"
                .formatted(quantity.toPlainString()))
        : size("quantity", quantity);
  }

  /// What is wrong with a unit price by itself, with the remedy.
  public static Optional<String> priceProblem(BigDecimal unitPrice) {
    return size("unit price", unitPrice);
  }

  /// What is wrong with a unit price on a line that was shown with this amount: a charge stays one,
  /// and a deduction stays one.
  public static Optional<String> signProblem(Money shown, BigDecimal unitPrice) {
    boolean deducts = shown.isNegative();
    return (deducts ? unitPrice.signum() > 0 : unitPrice.signum() < 0)
        ? Optional.of(
            "unit price %s would make a %s; keep its sign"
                .formatted(
                    unitPrice.toPlainString(),
                    deducts ? "charge of a deduction" : "deduction of a charge"))
        : Optional.empty();
  }

  /// What is wrong with the amount of a line. It is never rounded: a person says which is meant.
  public static Optional<String> amountProblem(
      CurrencyUnit currency, BigDecimal quantity, BigDecimal unitPrice) {
    BigDecimal amount = LineEdit.bare(quantity.multiply(unitPrice));
    return amount.scale() > currency.getDecimalPlaces()
        ? Optional.of(
            "quantity %s × unit price %s is %s, and %s has %d decimals; change one of them so that it comes out"
                .formatted(
                    quantity.toPlainString(),
                    unitPrice.toPlainString(),
                    amount.toPlainString(),
                    currency.getCode(),
                    currency.getDecimalPlaces()))
        : Optional.empty();
  }

  /// What is wrong with a description, with the remedy.
  public static Optional<String> descriptionProblem(String description) {
    return description.isBlank()
        ? Optional.of("description is empty; say what is sold")
        : tooLong("description", description, DESCRIPTION);
  }

  private static Optional<String> size(String field, BigDecimal value) {
    BigDecimal number = LineEdit.bare(value);
    if (number.scale() > DECIMALS) {
      return Optional.of(
          "%s %s has more than %d decimals, which is what the books keep; shorten it"
              .formatted(field, number.toPlainString(), DECIMALS));
    }
    return number.precision() - number.scale() > WHOLE_DIGITS
        ? Optional.of(
            "%s %s has more than %d digits before the point; check it"
                .formatted(field, number.toPlainString(), WHOLE_DIGITS))
        : Optional.empty();
  }

  private static Optional<String> tooLong(String field, String text, int most) {
    return text.length() > most
        ? Optional.of(
            "%s has %d characters, the books keep %d; shorten it"
                .formatted(field, text.length(), most))
        : Optional.empty();
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }
}
