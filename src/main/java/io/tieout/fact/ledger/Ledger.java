package io.tieout.fact.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Reads one book. Every method reads the vendor now; failures are `FaultException`s.
public interface Ledger {
  /// `quickbooks` or `xero`: the system's name in references and sources.
  String system();

  /// Our name for this connection: the book's id.
  String bookId();

  /// The book in references and keys, such as `quickbooks/main`: ids of records are unique in it.
  default String place() {
    return system() + "/" + bookId();
  }

  /// The book's identity and settings.
  Book book();

  Optional<Customer> customer(String customerId);

  /// Customers with exactly this display or company name, inactive ones too, any letter case.
  List<Customer> customersNamed(String name);

  /// All customers, inactive ones too.
  List<Customer> customers();

  /// What else holds the display name (`vendor`, `employee`), since the book allows it only once.
  Optional<String> otherHolderOfName(String displayName);

  List<Item> items();

  List<TaxCode> taxCodes();

  List<Term> terms();

  Optional<Invoice> invoice(String invoiceId);

  Optional<Invoice> invoiceNumbered(String number);

  /// The customer's invoices issued between the two days, both included.
  List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to);

  Optional<Payment> payment(String paymentId);

  List<Payment> paymentsOf(String customerId);

  /// What settles an invoice, whoever paid it; nothing for an invoice that is not there. What its
  /// balance is lower by besides was settled in another way (a journal entry, a deposit).
  List<Settlement> settlementsOf(String invoiceId);

  /// Names of the files attached to an invoice.
  List<String> attachments(String invoiceId);

  /// Whether this kind of book keeps notes with its invoices that customers do not see. Asks
  /// nobody.
  default boolean keepsNotes() {
    return false;
  }

  /// The notes that stand with an invoice, people's and ours; none where the book keeps none.
  default List<String> notes(String invoiceId) {
    return List.of();
  }

  Optional<CreditNote> creditNote(String creditNoteId);

  List<CreditNote> creditNotesOf(String customerId);

  /// All records of a kind, page by page, for copying: inactive, voided and draft ones too. Records
  /// that change meanwhile may come twice or be told by `changedSince` alone.
  ///
  /// @param after the `next` of the page before; empty for the first
  LedgerPage page(LedgerKind kind, Optional<String> after);

  /// Everything that changed since then, oldest first, all of it.
  List<LedgerChange> changedSince(Instant since);
}
