package io.tieout.engine.export;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.json.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// What every sheet tells of the proposal that a row is about.
final class ProposalFacts {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("proposal_id", "the proposal; a row of proposals"),
          Column.text(
              "subject",
              "what it changes, as the audit names it: SYSTEM/deal/ID, or governing/KIND"),
          Column.text("deal", "the deal's name in the CRM; of what governs decisions, its kind"),
          Column.text("kind", "the kind of change"),
          Column.decimal("amount", "the amount that policy judged, in whole units of the currency"),
          Column.text("currency", "ISO 4217"),
          Column.text("customer", "whom the invoice bills; empty where none is billed"));

  private ProposalFacts() {}

  /// @param payload a proposal as it is stored
  static Proposal read(Json payload) {
    return Records.read(payload, Proposal.class);
  }

  static JsonObjBuilder of(Proposal proposal, String kind) {
    Money amount = proposal.circumstances().amount();
    return Json.object()
        .put("proposal_id", proposal.id())
        .put("subject", proposal.subject())
        .put("deal", proposal.change().about())
        .put("kind", kind)
        .put("amount", amount.getAmount().toPlainString())
        .put("currency", amount.getCurrencyUnit().getCode())
        .putText("customer", customer(proposal.change()));
  }

  private static Optional<String> customer(Change change) {
    return switch (change) {
      case Change.CreateInvoice c -> Optional.of(c.customer().displayName());
      case Change.DraftInvoice(Change.CreateInvoice c) -> Optional.of(c.customer().displayName());
      case Change.UndoInvoice c -> Optional.of(c.invoice().customer());
      case Change.Govern _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoUpdate _ ->
          Optional.empty();
    };
  }

  /// The CRM of its deal.
  static Optional<String> crm(Change change) {
    return change instanceof Change.OfDeal deed ? Optional.of(deed.crm()) : Optional.empty();
  }

  /// The book it is about: `quickbooks/main`.
  static Optional<String> book(Change change) {
    return switch (change) {
      case Change.CreateInvoice c -> Optional.of(c.place());
      case Change.DraftInvoice(Change.CreateInvoice c) -> Optional.of(c.place());
      case Change.DiscardDraft c -> Optional.of(c.place());
      case Change.UndoInvoice c -> Optional.of(c.place());
      case Change.Govern _, Change.UpdateDealFinance _, Change.UndoUpdate _ -> Optional.empty();
    };
  }

  /// The fields of all, in their order.
  static Json.Obj joined(Json.Obj... parts) {
    Map<String, Json> all = new LinkedHashMap<>();
    for (Json.Obj part : parts) {
      all.putAll(part.fields());
    }
    return new Json.Obj(all);
  }

  /// The person behind an actor's reference; empty for a workflow.
  static Optional<String> person(String actor) {
    return actor.startsWith("system:")
        ? Optional.empty()
        : Optional.of(actor.substring(actor.indexOf(':') + 1));
  }
}
