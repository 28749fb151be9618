package io.tieout.work.invoicing;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an edit changed of a proposed invoice: the values that were entered, and what code made of
/// them.
final class EditChanges {
  static final String LINE = "invoice line";
  static final String LEFT_OUT = "line";
  static final String QUANTITY = "quantity";
  static final String UNIT_PRICE = "unit price";
  static final String DESCRIPTION = "description";
  static final String ITEM = "ledger item";
  static final String DUE = "due date";
  static final String MEMO = "memo";

  private final List<Difference> found = new ArrayList<>();

  private EditChanges() {}

  /// A line with where it comes from.
  private record Billed(InvoiceLine line, LineOrigin origin) {}

  /// Before and after, line by line; empty when nothing changed but names and marks of our own.
  static List<Difference> between(Proposal was, Proposal is) {
    EditChanges changes = new EditChanges();
    changes.lines(billed(was), billed(is));
    changes.invoice(invoice(was), invoice(is));
    return List.copyOf(changes.found);
  }

  private void lines(Map<String, Billed> before, Map<String, Billed> after) {
    before.forEach((id, was) -> {
      Billed is = after.get(id);
      String name = was.origin().product();
      if (is == null) {
        found.add(new Difference(LINE, name, LEFT_OUT, Amounts.text(was.line().amount()), ""));
      } else {
        line(name, was, is);
      }
    });
  }

  private void line(String name, Billed before, Billed after) {
    InvoiceLine was = before.line();
    InvoiceLine is = after.line();
    add(LINE, name, QUANTITY, Amounts.plain(was.quantity()), Amounts.plain(is.quantity()));
    add(LINE, name, UNIT_PRICE, Amounts.plain(was.unitPrice()), Amounts.plain(is.unitPrice()));
    add(LINE, name, "amount", Amounts.text(was.amount()), Amounts.text(is.amount()));
    add(LINE, name, DESCRIPTION, was.description(), is.description());
    add(LINE, name, ITEM, item(before.origin()), item(after.origin()));
    add(LINE, name, "tax code", was.taxCodeId().orElse(""), is.taxCodeId().orElse(""));
  }

  /// That a person confirms a suggestion is a change too: it is learned.
  private static String item(LineOrigin origin) {
    return origin.how() == How.SUGGESTED ? origin.itemName() + " (suggested)" : origin.itemName();
  }

  private void invoice(CreateInvoice before, CreateInvoice after) {
    InvoiceDraft was = before.invoice();
    InvoiceDraft is = after.invoice();
    String name = before.dealName();
    add("invoice", name, DUE, was.due().toString(), is.due().toString());
    add("invoice", name, MEMO, was.memo().orElse(""), is.memo().orElse(""));
    add("invoice", name, "amount", Amounts.text(was.net()), Amounts.text(is.net()));
    add("invoice", name, "expected tax", tax(was), tax(is));
  }

  private static String tax(InvoiceDraft draft) {
    return draft.expectedTax().map(Amounts::text).orElse("computed by the book");
  }

  private void add(String kind, String name, String field, String was, String is) {
    if (!was.equals(is)) {
      found.add(new Difference(kind, name, field, was, is));
    }
  }

  /// Lines stand in the order of their origins.
  private static Map<String, Billed> billed(Proposal proposal) {
    List<InvoiceLine> lines = invoice(proposal).invoice().lines();
    if (lines.size() != proposal.lines().size()) {
      throw new IllegalStateException(
          "%s has %d lines and tells where %d come from"
              .formatted(proposal.id(), lines.size(), proposal.lines().size()));
    }
    Map<String, Billed> billed = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      LineOrigin origin = proposal.lines().get(i);
      billed.put(origin.dealLineId(), new Billed(lines.get(i), origin));
    }
    return billed;
  }

  private static CreateInvoice invoice(Proposal proposal) {
    return Redraft.invoice(proposal)
        .orElseThrow(() -> new IllegalStateException(proposal.id() + " proposes no invoice"));
  }
}
