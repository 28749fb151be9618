package io.tieout.work.invoicing;

import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.ItemMatching.Matched;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// Drafts the lines of an invoice with the tax on them, as far as it can be told before the book
/// works it out.
final class LineDrafting {
  private final DealReadings in;
  private final TaxChoice.Chosen chosen;
  private final LineEdits edits;
  private final Notes notes;
  private final Book book;

  private LineDrafting(DealReadings in, TaxChoice.Chosen chosen, LineEdits edits, Notes notes) {
    this.in = in;
    this.chosen = chosen;
    this.edits = edits;
    this.notes = notes;
    this.book = in.ledger().book();
  }

  /// @param tax of all lines; empty when only the book can know
  record Drafted(List<InvoiceLine> lines, Optional<Money> tax) {
    Drafted {
      lines = List.copyOf(lines);
    }
  }

  /// The lines, or empty after noting why prices that hold tax cannot be billed.
  static Optional<Drafted> draft(
      DealReadings in,
      Map<DealLine, Matched> items,
      TaxChoice.Chosen chosen,
      LineEdits edits,
      Notes notes) {
    LineDrafting drafting = new LineDrafting(in, chosen, edits, notes);
    List<InvoiceLine> lines = new ArrayList<>();
    items.forEach((line, item) -> lines.add(drafting.line(line, item)));
    edits.checkSum(lines);
    if (notes.blocked()) {
      return Optional.empty();
    }
    return switch (in.ledger().rules().pricing()) {
      case BEFORE_TAX -> Optional.of(new Drafted(lines, drafting.onTop(lines)));
      case WITH_TAX -> drafting.inside(lines);
    };
  }

  /// Refuses a pricing that the book has no place for. To be called before anything is asked.
  static void checkPricing(DealReadings in, Notes notes) {
    Book book = in.ledger().book();
    if (in.ledger().rules().pricing() == Pricing.WITH_TAX && book.american()) {
      notes.block(
          new Blocker(
              "book has no prices with tax",
              "prices:" + in.ledger().name(),
              "Book “%s” cannot bill prices that include tax".formatted(book.name()),
              ("Book “%s” is set to prices = with_tax in Tieout's configuration, but it is a United"
                      + " States company, where sales tax always comes on top. Set prices ="
                      + " before_tax, or leave it out.")
                  .formatted(book.name()),
              List.of()));
    }
  }

  private InvoiceLine line(DealLine line, Matched matched) {
    LineArithmetic.Priced priced = priced(in, line);
    return edits.on(
        line,
        new InvoiceLine(
            Optional.of(matched.item().id()),
            description(line, edits.reprices(line) ? Optional.empty() : priced.told()),
            priced.quantity(),
            priced.unitPrice(),
            line.total(),
            chosen.code(matched.item().id()),
            Optional.of(serviceDate(line))));
  }

  /// Where prices hold tax, the line's net is divided by the quantity too, with at most half a cent
  /// lost in all.
  static LineArithmetic.Priced priced(DealReadings in, DealLine line) {
    LineArithmetic.Priced priced = LineArithmetic.priced(line);
    return in.ledger().rules().pricing() == Pricing.WITH_TAX
            && priced.quantity().compareTo(LineArithmetic.MOST_DIVIDED) > 0
        ? LineArithmetic.once(line)
        : priced;
  }

  private LocalDate serviceDate(DealLine line) {
    return line.serviceDate()
        .or(() -> in.deal().terms().serviceStart())
        .orElse(in.deal().closeDate());
  }

  private static String description(DealLine line, Optional<String> told) {
    String name = VendorText.line(line.name(), VendorText.MEMO);
    String sold = told.map(t -> " (" + t + ")").orElse("");
    String more =
        line.description()
            .map(String::strip)
            .filter(d -> !d.isEmpty() && !d.equalsIgnoreCase(line.name()))
            .map(d -> "\n" + d)
            .orElse("");
    return VendorText.lines(name + sold + more, VendorText.DESCRIPTION);
  }

  /// Rounded for each line where the book does so. Another book may round for each code on the sum:
  /// where that makes a difference, only the book can know.
  private Optional<Money> onTop(List<InvoiceLine> lines) {
    if (chosen.untaxed()) {
      return Optional.of(zero());
    }
    if (!ratesKnown()) {
      return Optional.empty();
    }
    Money byLine = sum(lines.stream().map(l -> onTop(l.amount(), rates(l))).toList());
    if (book.abilities().contains(Book.Ability.TAX_BY_LINE)) {
      return Optional.of(byLine);
    }
    Money bySum =
        sum(
            lines.stream()
                .collect(
                    Collectors.groupingBy(
                        this::rates, Collectors.reducing(zero(), InvoiceLine::amount, Money::plus)))
                .entrySet()
                .stream()
                .map(e -> onTop(e.getValue(), e.getKey()))
                .toList());
    return Optional.of(byLine).filter(bySum::equals);
  }

  private Optional<Drafted> inside(List<InvoiceLine> lines) {
    if (chosen.untaxed()) {
      return Optional.of(
          new Drafted(lines.stream().map(l -> l.holding(zero())).toList(), Optional.of(zero())));
    }
    if (book.abilities().contains(Book.Ability.TAX_BY_LINE)) {
      return Optional.of(
          new Drafted(
              lines,
              ratesKnown()
                  ? Optional.of(
                      sum(lines.stream().map(l -> TaxInside.of(l.amount(), percent(l))).toList()))
                  : Optional.empty()));
    }
    if (!ratesKnown()) {
      notes.block(rateUnknown());
      return Optional.empty();
    }
    Optional<List<InvoiceLine>> split = TaxInside.split(lines, codes(), in.deal().currency());
    if (split.isEmpty()) {
      notes.block(notEven(sum(lines.stream().map(InvoiceLine::amount).toList())));
    }
    return split.map(told ->
        new Drafted(
            told, Optional.of(sum(told.stream().flatMap(l -> l.taxInside().stream()).toList()))));
  }

  private Blocker rateUnknown() {
    return new Blocker(
        "tax rate is unknown",
        "rate:" + in.subject(),
        "The tax inside the prices of “%s” cannot be told".formatted(in.deal().name()),
        ("The amounts of deal “%s” include tax, and book “%s” must be given what they are before"
                + " tax. It does not tell the rate of %s, or that is a tax on a tax. Choose another"
                + " tax code, or bill this deal in the books.")
            .formatted(in.deal().name(), book.name(), codeNames()),
        List.of());
  }

  private Blocker notEven(Money amount) {
    return new Blocker(
        "tax does not come out even",
        "even:" + in.subject(),
        "The tax inside “%s” does not come out to the cent".formatted(in.deal().name()),
        ("The lines of deal “%s” come to %s with tax (%s). Book “%s” adds the tax to what the"
                + " lines are before tax, and no such amounts give just %s: it would be a cent off."
                + " Change a line %s by a cent%s, or bill this deal in the books.")
            .formatted(
                in.deal().name(),
                Amounts.text(amount),
                codeNames(),
                book.name(),
                Amounts.text(amount),
                edits.any() ? "of the edit" : "of the deal",
                edits.any() ? "" : " in the CRM"),
        List.of());
  }

  private String codeNames() {
    return chosen.used().stream().map(TaxCode::name).collect(Collectors.joining(", "));
  }

  private boolean ratesKnown() {
    return !chosen.used().isEmpty()
        && chosen.used().stream().noneMatch(code -> code.ratePercent().isEmpty());
  }

  private Map<String, TaxCode> codes() {
    return chosen.used().stream().collect(Collectors.toMap(TaxCode::id, Function.identity()));
  }

  private Optional<TaxCode> code(InvoiceLine line) {
    return line.taxCodeId().flatMap(id -> Optional.ofNullable(codes().get(id)));
  }

  private BigDecimal percent(InvoiceLine line) {
    return code(line).flatMap(TaxCode::ratePercent).orElse(BigDecimal.ZERO);
  }

  private List<BigDecimal> rates(InvoiceLine line) {
    return code(line).map(TaxCode::rates).orElse(List.of());
  }

  private Money onTop(Money amount, List<BigDecimal> rates) {
    return sum(
        rates.stream()
            .map(rate ->
                Amounts.roundedHalfUp(
                    amount.getCurrencyUnit(), amount.getAmount().multiply(rate.movePointLeft(2))))
            .toList());
  }

  private Money sum(List<Money> parts) {
    return Amounts.sum(in.deal().currency(), parts);
  }

  private Money zero() {
    return Money.zero(in.deal().currency());
  }
}
