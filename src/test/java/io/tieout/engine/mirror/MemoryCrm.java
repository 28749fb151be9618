package io.tieout.engine.mirror;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.party.Document;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A CRM that knows when its deals changed and nothing else.
final class MemoryCrm implements Crm {
  private final InstantSource clock;
  private final List<DealStamp> visible = new ArrayList<>();

  MemoryCrm(InstantSource clock) {
    this.clock = clock;
  }

  /// A deal that changed at that time and can be seen from now on.
  void show(String dealId, Instant changedAt, String version) {
    visible.add(new DealStamp(dealId, true, changedAt, version));
  }

  @Override
  public String system() {
    return "salesforce";
  }

  @Override
  public Instant serverTime() {
    return clock.instant();
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return visible.stream()
        .filter(d -> !d.changedAt().isBefore(from) && d.changedAt().isBefore(to))
        .sorted(Comparator.comparing(DealStamp::changedAt))
        .toList();
  }

  @Override
  public Optional<Deal> deal(String dealId) {
    throw beyondAFeed();
  }

  @Override
  public List<DealLine> lines(String dealId) {
    throw beyondAFeed();
  }

  @Override
  public Optional<Account> account(String accountId) {
    throw beyondAFeed();
  }

  @Override
  public Optional<Contact> billingContact(String dealId) {
    throw beyondAFeed();
  }

  @Override
  public Optional<Quote> quote(String quoteId) {
    throw beyondAFeed();
  }

  @Override
  public Document document(String documentId) {
    throw beyondAFeed();
  }

  @Override
  public List<Activity> activities(String dealId, String key) {
    throw beyondAFeed();
  }

  private static IllegalStateException beyondAFeed() {
    return new IllegalStateException("a feed reads stamps only");
  }
}
