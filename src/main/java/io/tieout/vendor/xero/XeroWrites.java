package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is done to invoices.
final class XeroWrites {
  private final XeroSettings settings;
  private final XeroApi api;
  private final XeroRecords records;

  /// What a new invoice is.
  enum Status {
    AUTHORISED,
    DRAFT
  }

  XeroWrites(XeroSettings settings, XeroApi api, XeroRecords records) {
    this.settings = settings;
    this.api = api;
    this.records = records;
  }

  Invoice create(
      String customerId, InvoiceDraft draft, Optional<String> number, Status status, String key) {
    Json.Obj body =
        new InvoiceBody(settings, records.recent().book(), records.accountless())
            .of(customerId, draft, status.name());
    number.ifPresent(n -> Limits.check("InvoiceNumber", n, Limits.NUMBER));
    Json.Obj numbered = number.map(n -> body.with("InvoiceNumber", n)).orElse(body);
    return api.create(Endpoint.INVOICES, numbered, key, records::mappedInvoice);
  }

  Invoice authorise(String invoiceId, String key) {
    need(invoiceId);
    return api.change(
        Endpoint.INVOICES, invoiceId, status("AUTHORISED"), key, records::mappedInvoice);
  }

  /// Reads first: what is discarded already is left alone, and what is posted is refused here, in
  /// clearer words than Xero's. Xero itself refuses to delete what is posted in between.
  void discard(String invoiceId, String key) {
    Invoice invoice = need(invoiceId);
    switch (invoice.status()) {
      case DRAFT ->
          api.change(Endpoint.INVOICES, invoiceId, status("DELETED"), key, XeroWrites::deleted);
      case POSTED ->
          throw Limits.refused(
              "Status",
              "STATUS",
              "invoice %s is posted and no draft any more; void it in Xero if it must not count"
                  .formatted(invoice.number().orElse(invoiceId)));
      case VOIDED -> {
        // Nothing is left to do.
      }
    }
  }

  /// Reads first, as for discarding. Xero knows no versions, so what changes in between is refused
  /// by it only where it may not be voided any more.
  Invoice voided(String invoiceId, String version, String key) {
    Invoice there = need(invoiceId);
    if (there.voided()) {
      return there;
    }
    LedgerWriter.againstVoiding(there, version)
        .ifPresent(no -> {
          throw no.asException();
        });
    return api.change(Endpoint.INVOICES, invoiceId, status("VOIDED"), key, records::mappedInvoice);
  }

  void note(String invoiceId, String text, String key) {
    Limits.check("Details", text, Limits.NOTE);
    need(invoiceId);
    Json.Obj body =
        Json.object()
            .put("HistoryRecords", List.of(Json.object().put("Details", text).build()))
            .build();
    api.put(
        Endpoint.INVOICES.path() + "/" + invoiceId + "/History",
        Map.of(),
        "application/json",
        body.print().getBytes(StandardCharsets.UTF_8),
        key);
  }

  private Invoice need(String invoiceId) {
    return api.byId(Endpoint.INVOICES, invoiceId)
        .map(records::invoice)
        .orElseThrow(() ->
            new Fault.Refused(
                    "Xero knows no invoice %s".formatted(invoiceId),
                    XeroFaults.NOT_FOUND,
                    Optional.of("InvoiceID"))
                .asException());
  }

  private static Json.Obj status(String status) {
    return Json.object().put("Status", status).build();
  }

  private static String deleted(Json.Obj row) {
    if (!InvoiceReading.deleted(row)) {
      throw new IllegalArgumentException("Status is " + row.text("Status") + ", not DELETED");
    }
    return row.text("InvoiceID");
  }
}
