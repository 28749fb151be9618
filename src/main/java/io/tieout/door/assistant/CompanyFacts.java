package io.tieout.door.assistant;

import io.tieout.fact.ledger.Invoice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// What the assistant can know, read from our own copies of the systems. Look-ups take words as
/// people say them (any case, parts of names) and give the best match first.
public interface CompanyFacts {
  List<DealFact> deals(String words);

  List<CustomerFact> customers(String words);

  Optional<InvoiceFact> invoiceNumbered(String number);

  /// The invoices that bill a deal.
  ///
  /// @param crm the deal's system
  List<InvoiceFact> invoicesOfDeal(String crm, String dealId);

  /// Newest first.
  ///
  /// @param book the customer's system: ids are unique in one book only
  List<InvoiceFact> invoicesOfCustomer(String book, String customerId);

  /// Newest first.
  List<PaymentFact> paymentsOfCustomer(String book, String customerId);

  /// Everything waiting for an approval, oldest first.
  List<WaitingFact> waiting();

  /// Those of the phrases that are names of contacts, in any case and with or without accents.
  List<String> people(List<String> phrases);

  /// What waits or last happened to a deal's invoice proposal.
  Optional<ProposalFact> proposalOf(String crm, String dealId);

  /// A deal of the CRM.
  ///
  /// @param system the CRM, such as `salesforce`
  /// @param score how well it fits the words; only the order matters
  /// @param asOf when our copy was read
  record DealFact(
      String id,
      String name,
      String accountName,
      Optional<Money> amount,
      String stage,
      boolean won,
      LocalDate closeDate,
      String url,
      String system,
      int score,
      Instant asOf) {}

  /// A customer of the books.
  ///
  /// @param system the book, such as `quickbooks/main`
  record CustomerFact(
      String id, String name, Money balance, String url, String system, int score, Instant asOf) {}

  /// An invoice of the books.
  record InvoiceFact(
      String id,
      String number,
      String customerId,
      String customerName,
      LocalDate issued,
      LocalDate due,
      Money total,
      Money balance,
      Invoice.Status status,
      String url,
      String system,
      Instant asOf) {}

  /// A payment and the invoices it settles.
  record PaymentFact(
      String id,
      LocalDate date,
      Money total,
      Optional<String> reference,
      List<Settled> settled,
      Instant asOf) {
    /// Part of a payment on one invoice.
    public record Settled(String invoiceId, String invoiceNumber, Money amount) {}
  }

  /// A request that waits for people.
  record WaitingFact(
      String proposalId,
      String dealName,
      String customerName,
      Money amount,
      String role,
      List<String> who,
      Instant since,
      Instant deadline) {}

  /// The state of a deal's invoice proposal in words for people.
  record ProposalFact(String proposalId, String state, String detail, Instant since) {}
}
