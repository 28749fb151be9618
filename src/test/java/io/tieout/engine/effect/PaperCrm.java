package io.tieout.engine.effect;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealTerms;
import io.tieout.fact.crm.QuietCrm;
import io.tieout.fact.party.Document;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A CRM in memory that keeps count.
final class PaperCrm extends QuietCrm implements CrmWriter {
  final Trouble trouble = new Trouble();
  final Map<String, DealFinance> finance = new ConcurrentHashMap<>();
  final List<Activity> logged = new CopyOnWriteArrayList<>();
  volatile byte[] quotePdf = Samples.PDF.clone();

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
                    Map.of(),
                    Instant.EPOCH,
                    "7",
                    "https://crm.example/" + dealId)));
  }

  @Override
  public Document document(String documentId) {
    return new Document(documentId + ".pdf", "application/pdf", quotePdf);
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
