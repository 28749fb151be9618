package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Change;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Optional;

/// Draws changes as the events the vendor tells of: invoices, contacts and credit notes, and
/// nothing of payments, which show as changes of their invoices.
record Events(Organisation organisation, String base) {
  List<Json.Obj> of(List<Change> changes) {
    return changes.stream().flatMap(c -> event(c).stream()).toList();
  }

  private Optional<Json.Obj> event(Change change) {
    return category(change.kind())
        .map(category -> {
          JsonObjBuilder event =
              Json.object()
                  .put(
                      "resourceUrl",
                      "%s%s%s/%s".formatted(base, Gate.API, change.kind().plural(), change.id()))
                  .put("resourceId", change.id())
                  .put("eventDateUtc", Stamps.event(change.at()))
                  .put("eventType", change.verb().name())
                  .put("eventCategory", category)
                  .put("tenantId", organisation.tenantId())
                  .put("tenantType", "ORGANISATION");
          if (change.kind() == Kind.CREDIT_NOTE) {
            Row note = organisation.books().need(Kind.CREDIT_NOTE, change.id());
            event.put(
                "data",
                Json.object().put("Type", note.text("Type")).put("Status", note.text("Status")));
          }
          return event.build();
        });
  }

  private static Optional<String> category(Kind kind) {
    return switch (kind) {
      case INVOICE -> Optional.of("INVOICE");
      case CONTACT -> Optional.of("CONTACT");
      case CREDIT_NOTE -> Optional.of("CREDITNOTE");
      case PAYMENT,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          ITEM,
          ACCOUNT,
          TAX_RATE,
          TRACKING_CATEGORY,
          CURRENCY,
          BRANDING_THEME ->
          Optional.empty();
    };
  }
}
