package io.tieout.work.payments;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.fact.ledger.InvoiceTie.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares an invoice, whenever the books have news of it, with what was approved. Bookkeepers may
/// edit a posted invoice; then deal and books agree no longer. That is told with every difference
/// and stays open until they agree again; nothing is written over anybody's edit.
final class EditedInvoices {
  /// The note is ours, and how the invoice stands is told on the deal.
  private static final Set<String> NOT_EDITS = Set.of("mark", "status");

  private final Desk desk;

  /// What it works with.
  record Desk(Database database, Proposals proposals, Effects effects, Findings findings) {}

  EditedInvoices(Desk desk) {
    this.desk = desk;
  }

  /// @param link of the invoice to its deal
  void look(Invoice invoice, Link link) {
    desk.database()
        .transact(sql ->
            desk.proposals()
                .find(sql, link.proposalId())
                .filter(f -> f.state() == ProposalState.DONE)
                .ifPresent(f -> compare(sql, f, invoice)));
  }

  private void compare(Sql sql, Filed filed, Invoice invoice) {
    if (!(filed.proposal().change() instanceof CreateInvoice approved)) {
      return;
    }
    String key = "edited in the books:%s/%s".formatted(approved.place(), invoice.id());
    List<Field> edits =
        invoice.voided()
            ? List.of()
            : edits(approved, invoice, desk.effects().kept(sql, filed.proposal().id()));
    if (edits.isEmpty()) {
      desk.findings().resolve(sql, key, "the invoice is again as it was approved");
      return;
    }
    String number = invoice.number().orElse(invoice.id());
    desk.findings()
        .raise(
            sql,
            new FindingDraft(
                "invoice edited in the books",
                filed.proposal().subject(),
                key,
                "Invoice %s was edited after it was approved".formatted(number),
                "%s. Put the invoice right in the books, or change deal “%s” to what was agreed; Tieout changes neither."
                    .formatted(
                        edits.stream()
                            .map(EditedInvoices::sentence)
                            .collect(Collectors.joining("; ")),
                        approved.dealName()),
                List.of()));
  }

  private static List<Field> edits(
      CreateInvoice approved, Invoice invoice, Map<String, String> kept) {
    String customer =
        switch (approved.customer()) {
          case Billed.Known(String id, String _) -> id;
          case Billed.New _ -> invoice.customerId();
        };
    return InvoiceTie.of(customer, approved.invoice(), invoice, Invoice.Status.POSTED).stream()
        .filter(field -> !field.agrees() && !NOT_EDITS.contains(field.name()))
        .filter(field -> !field.found().equals(kept.get(field.name())))
        .toList();
  }

  private static String sentence(Field field) {
    return "%s was approved as %s and is %s now"
        .formatted(
            field.name(), field.expected(), field.found().isEmpty() ? "empty" : field.found());
  }
}
