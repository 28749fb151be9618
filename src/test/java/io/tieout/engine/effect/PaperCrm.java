package io.tieout.engine.effect;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.DealTerms;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.party.Document;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A CRM in memory that keeps count.
final class PaperCrm implements Crm, CrmWriter {
  final Trouble trouble = new Trouble();
  final Map<String, DealFinance> finance = new ConcurrentHashMap<>();
  final List<Activity> logged = new CopyOnWriteArrayList<>();
  volatile byte[] quotePdf = Samples.PDF.clone();

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
    return trouble.around(
        "deal",
        () ->
            Optional.of(
                new Deal(
                    dealId,
                    "Acme renewal",
                    "acc-1",
                    Samples.USD,
                    Optional.empty(),
                    LocalDate.EPOCH,
                    "Won",
                    true,
                    true,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    DealTerms.NONE,
                    finance.getOrDefault(dealId, DealFinance.NONE),
                    Instant.EPOCH,
                    "7",
                    "https://crm.example/" + dealId)));
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
  public Optional<Contact> billingContact(String dealId) {
    return Optional.empty();
  }

  @Override
  public Optional<Quote> quote(String quoteId) {
    return Optional.empty();
  }

  @Override
  public Document document(String documentId) {
    return new Document(documentId + ".pdf", "application/pdf", quotePdf);
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<Activity> activities(String dealId, String key) {
    return trouble.around(
        "activities",
        () ->
            logged.stream()
                .filter(a -> a.dealId().equals(dealId) && a.text().contains(key))
                .toList());
  }

  @Override
  public void writeFinance(String dealId, DealFinance wanted) {
    trouble.around(
        "write-back",
        () -> {
          finance.put(dealId, wanted);
          return true;
        });
  }

  @Override
  public String logActivity(Activity activity) {
    return trouble.around(
        "log-activity",
        () -> {
          logged.add(activity);
          return "task-" + logged.size();
        });
  }
}
