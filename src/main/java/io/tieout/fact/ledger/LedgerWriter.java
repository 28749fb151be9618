package io.tieout.fact.ledger;

import io.tieout.fact.party.Document;

/// Writes to one book. For the effect room alone. Failures are `FaultException`s; an outcome that
/// is not known is `Fault.Ambiguous`. `key` is the idempotency key, at most 50 characters: the same
/// key again must not make a second record where the vendor supports it.
public interface LedgerWriter {
  String system();

  Customer createCustomer(CustomerDraft draft, String key);

  Invoice createInvoice(String customerId, InvoiceDraft draft, String key);

  void attach(String invoiceId, Document document, String key);
}
