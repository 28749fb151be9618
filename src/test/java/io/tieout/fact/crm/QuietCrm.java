package io.tieout.fact.crm;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A CRM that holds nothing: what tests put something into overrides what it answers.
public abstract class QuietCrm implements Crm {
  @Override
  public String system() {
    return "salesforce";
  }

  @Override
  public Instant serverTime() {
    return Instant.EPOCH;
  }

  @Override
  public Optional<Deal> deal(String dealId) {
    return Optional.empty();
  }

  @Override
  public List<DealLine> lines(String dealId) {
    return List.of();
  }

  @Override
  public Optional<Account> account(String accountId) {
    return Optional.empty();
  }

  @Override
  public Optional<Contact> contact(String contactId) {
    return Optional.empty();
  }

  @Override
  public Optional<Product> product(String productId) {
    return Optional.empty();
  }

  @Override
  public Optional<Contact> billingContact(String dealId) {
    return Optional.empty();
  }

  @Override
  public Optional<Quote> quote(String quoteId) {
    return Optional.empty();
  }

  @Override
  public Document document(String documentId) {
    throw new Fault.Refused("no document " + documentId, "NOT_FOUND").asException();
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<CrmChange> changes(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public CrmPage page(CrmKind kind, Optional<String> after) {
    return new CrmPage(List.of(), Optional.empty());
  }

  @Override
  public List<Activity> activities(String dealId, String key) {
    return List.of();
  }
}
