package io.tieout.fact.ledger;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import java.util.Optional;

/// Writes to one book. For the effect room alone. Failures are `FaultException`s; an outcome that
/// is not known is `Fault.Ambiguous`. `key` is the idempotency key, at most 50 characters: the same
/// key again must not make a second record where the vendor supports it.
public interface LedgerWriter {
  /// The code of a refusal because the invoice's number stands on another record.
  String NUMBER_TAKEN = "NUMBER_TAKEN";

  /// The code of a refusal because the record was changed since the version that was named.
  String CHANGED = "CHANGED";

  /// The code of a refusal because something of the invoice is paid or credited.
  String SETTLED = "SETTLED";

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

  /// Voids a posted invoice as it stood at the version: it keeps its number and counts no more. One
  /// that is voided already is left as it is. Refused for a draft, for another version than that
  /// one ([#CHANGED]), while anything of it is paid or credited ([#SETTLED]), and in a closed
  /// period.
  default Invoice voidInvoice(String invoiceId, String version, String key) {
    throw unable("way to void invoices");
  }

  /// Notes something with an invoice where its customer does not see it. Only where the book keeps
  /// such notes.
  default void note(String invoiceId, String text, String key) {
    throw unable("notes with invoices");
  }

  /// What speaks against voiding an invoice, as it was just read; empty where nothing does. The
  /// books refuse what changes in between.
  static Optional<Fault.Refused> againstVoiding(Invoice there, String version) {
    String name = "invoice " + there.number().orElse(there.id());
    if (there.draft()) {
      return Optional.of(
          new Fault.Refused(name + " is a draft and not posted; discard it", "STATUS"));
    }
    if (there.balance().isLessThan(there.total())) {
      return Optional.of(
          new Fault.Refused(
              "%s has a balance of %s of %s: remove the payment or credit first, or issue a credit note"
                  .formatted(name, Amounts.text(there.balance()), Amounts.text(there.total())),
              SETTLED));
    }
    return there.version().equals(version)
        ? Optional.empty()
        : Optional.of(
            new Fault.Refused(
                "%s was changed in the books (version %s, not %s); look at it and decide anew"
                    .formatted(name, there.version(), version),
                CHANGED));
  }

  private FaultException unable(String what) {
    return new Fault.Refused("%s keeps no %s".formatted(system(), what), "UNSUPPORTED")
        .asException();
  }
}
