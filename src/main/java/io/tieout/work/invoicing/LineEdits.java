package io.tieout.work.invoicing;

import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.Item;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.ItemMatching.Matched;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Puts a person's edit onto the lines while they are drafted, so that tax, discounts and totals
/// are worked out from the edited lines as they are from a deal's. Without an edit it changes
/// nothing. What cannot be done is noted as a blocker that names the field.
final class LineEdits {
  private final DealReadings in;
  private final Optional<InvoiceEdit> edit;
  private final Notes notes;

  LineEdits(DealReadings in, Optional<InvoiceEdit> edit, Notes notes) {
    this.in = in;
    this.edit = edit;
    this.notes = notes;
  }

  /// Whether there is an edit at all.
  boolean any() {
    return edit.isPresent();
  }

  /// Keeps the lines that are billed, with the items a person chose.
  Map<DealLine, Matched> items(Map<DealLine, Matched> matched) {
    for (LineEdit line : edit.map(InvoiceEdit::lines).orElse(List.of())) {
      if (in.lines().stream().noneMatch(l -> l.id().equals(line.dealLineId()))) {
        block(line.dealLineId(), "the deal has no such line any more; edit the lines it has now");
      }
    }
    Map<DealLine, Matched> kept = new LinkedHashMap<>();
    matched.forEach((line, found) -> {
      Optional<LineEdit> own = of(line);
      if (own.filter(LineEdit::leftOut).isEmpty()) {
        kept.put(
            line, own.flatMap(LineEdit::itemId).map(id -> chosen(line, found, id)).orElse(found));
      }
    });
    if (kept.isEmpty() && !matched.isEmpty()) {
      notes.block(
          EditProblem.blocker(
              "lines",
              "every line is left out, and an invoice needs one; reject the invoice instead"));
    }
    return kept;
  }

  /// A person's word for an item that was found for certain adds nothing.
  private Matched chosen(DealLine line, Matched found, String itemId) {
    if (found.item().id().equals(itemId) && found.how() != How.SUGGESTED) {
      return found;
    }
    Optional<Item> item =
        in.ledger().items().stream()
            .filter(i -> i.id().equals(itemId) && i.active() && i.sellable())
            .findFirst();
    if (item.isEmpty()) {
      block(
          line.name(),
          "ledger item %s is none that book “%s” sells; choose an active one"
              .formatted(itemId, in.ledger().book().name()));
    }
    return item.map(i -> new Matched(i, How.PERSON, ItemMatching.BY_PERSON)).orElse(found);
  }

  /// Whether quantity and price are a person's, so that the deal's own need not be told in words.
  boolean reprices(DealLine line) {
    return of(line).filter(LineEdit::reprices).isPresent();
  }

  /// The line with what was edited of it.
  InvoiceLine on(DealLine line, InvoiceLine drafted) {
    return of(line).map(own -> edited(line, drafted, own)).orElse(drafted);
  }

  private InvoiceLine edited(DealLine line, InvoiceLine drafted, LineEdit own) {
    BigDecimal quantity = own.quantity().orElse(drafted.quantity());
    BigDecimal unitPrice = own.unitPrice().orElse(drafted.unitPrice());
    return new InvoiceLine(
        drafted.itemId(),
        own.description()
            .map(d -> VendorText.lines(d, VendorText.DESCRIPTION))
            .orElse(drafted.description()),
        quantity,
        unitPrice,
        own.reprices() ? amount(line, drafted, quantity, unitPrice) : drafted.amount(),
        drafted.taxCodeId(),
        drafted.serviceDate());
  }

  /// Exact, or refused: a person says which amount is meant, nothing is rounded.
  private Money amount(
      DealLine line, InvoiceLine drafted, BigDecimal quantity, BigDecimal unitPrice) {
    InvoiceEdit.signProblem(drafted.amount(), unitPrice).ifPresent(p -> block(line.name(), p));
    if (in.ledger().rules().pricing() == Pricing.WITH_TAX
        && quantity.compareTo(LineArithmetic.MOST_DIVIDED) > 0) {
      block(
          line.name(),
          "quantity %s is over %s, by which a price that includes tax cannot be divided to the cent; bill it once"
              .formatted(quantity.toPlainString(), LineArithmetic.MOST_DIVIDED.toPlainString()));
    }
    CurrencyUnit currency = in.deal().currency();
    Optional<String> inexact = InvoiceEdit.amountProblem(currency, quantity, unitPrice);
    inexact.ifPresent(p -> block(line.name(), p));
    return inexact.isPresent()
        ? drafted.amount()
        : Amounts.exact(currency, quantity.multiply(unitPrice));
  }

  /// Notes what no invoice can come to.
  void checkSum(List<InvoiceLine> lines) {
    if (edit.isEmpty()) {
      return;
    }
    Money sum = Amounts.sum(in.deal().currency(), lines.stream().map(InvoiceLine::amount).toList());
    if (sum.isNegative() || lines.stream().allMatch(l -> l.amount().isZero())) {
      notes.block(
          EditProblem.blocker(
              "total",
              "the invoice would come to %s; change the lines, or reject the invoice"
                  .formatted(Amounts.text(sum))));
    }
  }

  /// The lines of the deal as they are billed, for judging discounts. Of a line with a new price
  /// the full price is the dearest that it ever had: on the price list or as quoted.
  List<DealLine> billed(List<DealLine> kept, List<InvoiceLine> lines) {
    return IntStream.range(0, kept.size())
        .mapToObj(i -> reprices(kept.get(i)) ? repriced(kept.get(i), lines.get(i)) : kept.get(i))
        .toList();
  }

  private DealLine repriced(DealLine line, InvoiceLine billed) {
    // What is still sold once for its total has the price of all its units.
    boolean once =
        LineDrafting.priced(in, line).told().isPresent()
            && billed.quantity().compareTo(BigDecimal.ONE) == 0
            && line.quantity().signum() != 0;
    BigDecimal price =
        once
            ? billed.unitPrice().divide(line.quantity().abs(), MathContext.DECIMAL64)
            : billed.unitPrice();
    BigDecimal full = line.listPrice().map(line.unitPrice()::max).orElse(line.unitPrice());
    return new DealLine(
        line.id(),
        line.dealId(),
        line.productId(),
        line.productCode(),
        line.productFamily(),
        line.name(),
        line.description(),
        billed.quantity(),
        price,
        Optional.of(full),
        BigDecimal.ZERO,
        billed.amount(),
        line.serviceDate(),
        line.version());
  }

  private Optional<LineEdit> of(DealLine line) {
    return edit.flatMap(e -> e.line(line.id()));
  }

  private void block(String line, String problem) {
    notes.block(EditProblem.blocker("line “%s”".formatted(line), problem));
  }
}
