package io.tieout.fact.change;

import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.InvoiceDraft;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Everything that is proposed, materialised: what is stored here is what is sent to the outside,
/// or put in force.
public sealed interface Change {
  /// What orders work and keeps it single, for example `salesforce/deal/006…`.
  String subject();

  /// What people call that which it is about: the deal's name, or `policy`.
  String about();

  /// Whatever Tieout may do to the outside. It is always about a deal.
  sealed interface OfDeal extends Change {
    /// The CRM the deal lives in, for example `salesforce`.
    String crm();

    String dealId();

    String dealName();

    @Override
    default String subject() {
      return crm() + "/deal/" + dealId();
    }

    @Override
    default String about() {
      return dealName();
    }
  }

  /// Put a version of what governs decisions in force: people, policy, phases.
  ///
  /// @param kind `people`, `policy` or `rollout`
  /// @param base the number of the version it was made from: on another one it is not put in force
  /// @param body the whole text
  /// @param differences what is different, a sentence each
  record Govern(String kind, long base, String body, List<String> differences, String because)
      implements Change {
    public Govern {
      differences = List.copyOf(differences);
    }

    @Override
    public String subject() {
      return "governing/" + kind;
    }

    @Override
    public String about() {
      return kind;
    }
  }

  /// Post an invoice for a won deal, attach its quote, and tell the deal about it.
  ///
  /// @param book the book it is posted to
  /// @param ledger the ledger system of the book, for example `quickbooks`
  /// @param draftId the draft in the book that is authorised; empty to create the invoice
  record CreateInvoice(
      String crm,
      String dealId,
      String dealName,
      String ledger,
      String book,
      Billed customer,
      InvoiceDraft invoice,
      Optional<QuotePdf> quotePdf,
      Optional<String> draftId)
      implements OfDeal {
    /// The book in references: `quickbooks/main`.
    public String place() {
      return ledger + "/" + book;
    }

    /// The same invoice, by authorising a draft of it.
    public CreateInvoice from(String draft) {
      return new CreateInvoice(
          crm, dealId, dealName, ledger, book, customer, invoice, quotePdf, Optional.of(draft));
    }
  }

  /// Put an invoice into a book that keeps drafts, without posting it: people may look at it there
  /// while they are asked. Its customer is known.
  record DraftInvoice(CreateInvoice invoice) implements OfDeal {
    public DraftInvoice {
      if (!(invoice.customer() instanceof Billed.Known) || invoice.draftId().isPresent()) {
        throw new IllegalArgumentException(
            "a draft is made once, and for a customer the book has: " + invoice.dealName());
      }
    }

    @Override
    public String crm() {
      return invoice.crm();
    }

    @Override
    public String dealId() {
      return invoice.dealId();
    }

    @Override
    public String dealName() {
      return invoice.dealName();
    }
  }

  /// Take a draft of ours out of a book again.
  ///
  /// @param because one sentence for people
  record DiscardDraft(
      String crm,
      String dealId,
      String dealName,
      String ledger,
      String book,
      String draftId,
      String because)
      implements OfDeal {
    /// The book in references: `xero/uk`.
    public String place() {
      return ledger + "/" + book;
    }
  }

  /// Set our own fields of a deal.
  ///
  /// @param because one sentence for people
  record UpdateDealFinance(
      String crm, String dealId, String dealName, DealFinance finance, String because)
      implements OfDeal {}

  /// Void an invoice that Tieout posted, and tell its deal.
  ///
  /// @param written what Tieout last wrote to the deal: only where that still stands is it replaced
  /// @param undoes the proposal that posted the invoice
  /// @param because one sentence for people
  record UndoInvoice(
      String crm,
      String dealId,
      String dealName,
      String ledger,
      String book,
      Posted invoice,
      DealFinance written,
      String undoes,
      String because)
      implements OfDeal {
    /// The book in references: `quickbooks/main`.
    public String place() {
      return ledger + "/" + book;
    }

    /// Our fields of the deal once its invoice is voided. Which invoice it was stays told.
    public DealFinance wanted(String undoId) {
      return new DealFinance(
          written.syncKey(),
          Optional.of(DealFinance.SyncStatus.NEEDS_ATTENTION),
          written.invoiceNumber(),
          written.invoiceLink(),
          written.invoiceAmount(),
          Optional.of(DealFinance.PaymentStatus.VOIDED),
          Optional.of(Money.zero(invoice.total().getCurrencyUnit())),
          Optional.empty(),
          Optional.of(undoId));
    }
  }

  /// Give our own fields of a deal the values they had before a proposal wrote them.
  ///
  /// @param former what they are to show again, where they still show what was written
  /// @param undoes the proposal that wrote them
  /// @param because one sentence for people
  record UndoUpdate(
      String crm,
      String dealId,
      String dealName,
      DealFinance former,
      DealFinance written,
      String undoes,
      String because)
      implements OfDeal {}

  /// An invoice as it stands in a book.
  ///
  /// @param number its id where it has none
  /// @param version at which it was judged: another one there is not voided
  record Posted(String id, String number, String customer, Money total, String version) {}

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
