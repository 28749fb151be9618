package io.tieout.fact.change;

import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.InvoiceDraft;
import java.util.Optional;

/// Everything Tieout may do to the outside, materialised: what is stored here is what is sent.
public sealed interface Change {
  /// The CRM the deal lives in, for example `salesforce`.
  String crm();

  String dealId();

  String dealName();

  /// Post an invoice for a won deal, attach its quote, and tell the deal about it.
  ///
  /// @param book the book it is posted to
  /// @param ledger the ledger system of the book, for example `quickbooks`
  record CreateInvoice(
      String crm,
      String dealId,
      String dealName,
      String ledger,
      String book,
      Billed customer,
      InvoiceDraft invoice,
      Optional<QuotePdf> quotePdf)
      implements Change {
    /// The book in references: `quickbooks/main`.
    public String place() {
      return ledger + "/" + book;
    }
  }

  /// Set our own fields of a deal.
  ///
  /// @param because one sentence for people
  record UpdateDealFinance(
      String crm, String dealId, String dealName, DealFinance finance, String because)
      implements Change {}

  /// Whom an invoice bills.
  sealed interface Billed {
    String displayName();

    /// A customer the book has.
    record Known(String customerId, String displayName) implements Billed {}

    /// A customer to be created first.
    record New(CustomerDraft draft) implements Billed {
      @Override
      public String displayName() {
        return draft.displayName();
      }
    }
  }

  /// The quote's PDF, by its id in the CRM; `sha256` pins its content.
  record QuotePdf(String documentId, String fileName, String sha256) {}
}
