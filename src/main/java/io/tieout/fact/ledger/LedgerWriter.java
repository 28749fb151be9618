package io.tieout.fact.ledger;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.util.Optional;

/// Writes to one book. For the effect room alone. Failures are `FaultException`s; an outcome that
/// is not known is `Fault.Ambiguous`. `key` is the idempotency key, at most 50 characters: the same
/// key again must not make a second record where the vendor supports it.
public interface LedgerWriter {
  /// The code of a refusal because the invoice's number stands on another record.
  String NUMBER_TAKEN = "NUMBER_TAKEN";

  String system();

  Customer createCustomer(CustomerDraft draft, String key);

  /// Posts an invoice at once, numbered by the book.
  default Invoice createInvoice(String customerId, InvoiceDraft draft, String key) {
    return createInvoice(customerId, draft, Optional.empty(), key);
  }

  /// Posts an invoice at once.
  ///
  /// @param number the invoice's, when it is not for the book to give one; only where the book
  ///   takes it
  Invoice createInvoice(String customerId, InvoiceDraft draft, Optional<String> number, String key);

  /// Whether a refusal says that the invoice's number stands on another record.
  default boolean saysNumberTaken(Fault.Refused refused) {
    return refused.code().equals(NUMBER_TAKEN);
  }

  void attach(String invoiceId, Document document, String key);

  /// Puts an invoice into the book without posting it, numbered by the book. Only where the book
  /// keeps drafts.
  default Invoice createDraft(String customerId, InvoiceDraft draft, String key) {
    return createDraft(customerId, draft, Optional.empty(), key);
  }

  /// As [#createDraft(String, InvoiceDraft, String)].
  ///
  /// @param number as for [#createInvoice(String, InvoiceDraft, Optional, String)]
  default Invoice createDraft(
      String customerId, InvoiceDraft draft, Optional<String> number, String key) {
    throw unable("drafts of invoices");
  }

  /// Posts a draft as it stands. Only where the book keeps drafts.
  default Invoice authorise(String invoiceId, String key) {
    throw unable("drafts of invoices");
  }

  /// Takes a draft out of the book; done again, it changes nothing. Only where the book keeps
  /// drafts.
  default void discard(String invoiceId, String key) {
    throw unable("drafts of invoices");
  }

  /// Notes something with an invoice where its customer does not see it. Only where the book keeps
  /// such notes.
  default void note(String invoiceId, String text, String key) {
    throw unable("notes with invoices");
  }

  private FaultException unable(String what) {
    return new Fault.Refused("%s keeps no %s".formatted(system(), what), "UNSUPPORTED")
        .asException();
  }
}
