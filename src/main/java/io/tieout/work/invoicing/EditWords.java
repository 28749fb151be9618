package io.tieout.work.invoicing;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Evidence.Origin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// Tells whoever judges an edited proposal what was edited by whom, before anything else.
final class EditWords {
  /// What was entered; what code made of it is seen on the lines themselves.
  private static final Set<String> ENTERED =
      Set.of(
          EditChanges.QUANTITY,
          EditChanges.UNIT_PRICE,
          EditChanges.DESCRIPTION,
          EditChanges.ITEM,
          EditChanges.DUE,
          EditChanges.MEMO);

  /// Enough of a long text to know it again; all of it stands in the invoice.
  private static final int QUOTED = 100;

  private EditWords() {}

  /// The proposal as an edit, with remarks and evidence that say so first.
  static Proposal told(Proposal fresh, Edited edited, DealReadings in) {
    List<String> remarks = new ArrayList<>();
    for (Edited step : edited.steps()) {
      step.changes().forEach(change -> remark(change, step.name()).ifPresent(remarks::add));
    }
    List<Evidence> evidence = new ArrayList<>();
    edited.steps().reversed().forEach(step -> evidence.add(editing(step)));
    evidence.addAll(leftOut(edited));
    in.deal()
        .amount()
        .filter(amount -> !amount.equals(net(fresh)))
        .ifPresent(amount -> {
          String words = difference(amount, net(fresh));
          remarks.add("The invoice " + words + ".");
          evidence.add(new Evidence("Edited amount", words, Origin.PERSON, Optional.empty()));
        });
    evidence.addAll(fresh.evidence());
    remarks.addAll(fresh.remarks());
    return new Proposal(
        fresh.id(),
        fresh.change(),
        fresh.requestedBy(),
        fresh.at(),
        fresh.sources(),
        fresh.lines(),
        evidence,
        remarks,
        fresh.circumstances(),
        Optional.of(edited));
  }

  private static Optional<String> remark(Difference change, String editor) {
    boolean ofLine = change.kind().equals(EditChanges.LINE);
    if (ofLine && change.field().equals(EditChanges.LEFT_OUT)) {
      return Optional.of(
          "“%s” over %s is left out, edited by %s.".formatted(change.name(), change.was(), editor));
    }
    if (!ENTERED.contains(change.field())) {
      return Optional.empty();
    }
    String field = Character.toUpperCase(change.field().charAt(0)) + change.field().substring(1);
    return Optional.of(
        "%s%s was %s, is %s, edited by %s."
            .formatted(
                field,
                ofLine ? " of “%s”".formatted(change.name()) : "",
                quoted(change.was()),
                quoted(change.is()),
                editor));
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "empty" : VendorText.line(value, QUOTED);
  }

  private static Evidence editing(Edited step) {
    return new Evidence(
        "Edited",
        "by %s, of %s: %s".formatted(step.name(), step.of(), VendorText.line(step.why(), 500)),
        Origin.PERSON,
        Optional.empty());
  }

  private static List<Evidence> leftOut(Edited edited) {
    return edited.steps().stream()
        .flatMap(step -> step.changes().stream())
        .filter(c -> c.kind().equals(EditChanges.LINE) && c.field().equals(EditChanges.LEFT_OUT))
        .map(c ->
            new Evidence(
                "Left out",
                "%s, %s; it stays in the deal".formatted(c.name(), c.was()),
                Origin.PERSON,
                Optional.empty()))
        .toList();
  }

  private static String difference(Money deal, Money net) {
    boolean less = net.isLessThan(deal);
    return "comes to %s, %s %s than the deal's amount of %s"
        .formatted(
            Amounts.text(net),
            Amounts.text(less ? deal.minus(net) : net.minus(deal)),
            less ? "less" : "more",
            Amounts.text(deal));
  }

  private static Money net(Proposal proposal) {
    return Redraft.invoice(proposal).map(CreateInvoice::invoice).orElseThrow().net();
  }
}
