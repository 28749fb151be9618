package io.tieout.fact.crm;

import io.tieout.fact.party.Document;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads one CRM. Every method reads the vendor now; failures are `FaultException`s.
public interface Crm {
  /// `salesforce` or `hubspot`: the system's name in references and sources.
  String system();

  /// The vendor's clock, by which windows of change are cut.
  Instant serverTime();

  Optional<Deal> deal(String dealId);

  /// All lines of the deal, by their own query and in their order; never cut short.
  List<DealLine> lines(String dealId);

  Optional<Account> account(String accountId);

  Optional<Contact> contact(String contactId);

  Optional<Product> product(String productId);

  /// The contact to be billed: the one with a billing role on the deal, else the primary contact.
  Optional<Contact> billingContact(String dealId);

  Optional<Quote> quote(String quoteId);

  /// The content of a quote's PDF.
  Document document(String documentId);

  /// Deals whose record or lines changed in `[from, to)`, oldest first, all of them.
  List<DealStamp> dealsChanged(Instant from, Instant to);

  /// Records of every kind that changed in `[from, to)`, oldest first, all of them: made, edited,
  /// deleted, merged into another. A deal whose line changed is among them.
  List<CrmChange> changes(Instant from, Instant to);

  /// All records of a kind, page by page, for copying. Records that change meanwhile may come twice
  /// or be told by `changes` alone.
  ///
  /// @param after the `next` of the page before; empty for the first
  CrmPage page(CrmKind kind, Optional<String> after);

  /// Activities on the deal whose text holds the key.
  List<Activity> activities(String dealId, String key);
}
