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

  /// The contact to be billed: the one with a billing role on the deal, else the primary contact.
  Optional<Contact> billingContact(String dealId);

  Optional<Quote> quote(String quoteId);

  /// The content of a quote's PDF.
  Document document(String documentId);

  /// Deals whose record or lines changed in `[from, to)`, oldest first, all of them.
  List<DealStamp> dealsChanged(Instant from, Instant to);

  /// Activities on the deal whose text holds the key.
  List<Activity> activities(String dealId, String key);
}
