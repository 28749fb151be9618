package io.tieout.fact.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A deal (Salesforce: Opportunity) as read from the CRM by its id.
///
/// @param amount the CRM's own amount of the deal, in `currency`; with lines it is their sum
/// @param won decided by the stage's meaning, never by its name
/// @param quoteId the quote that is in step with the deal
/// @param fields other fields of the record that the connection was told to read, by the CRM's
///   names; those without a value are left out
/// @param changedAt the CRM's time of the last change of any kind (Salesforce: SystemModstamp)
/// @param version what changes whenever the record changes; an approval is bound to it
/// @param url where a person opens the record
public record Deal(
    String id,
    String name,
    String accountId,
    CurrencyUnit currency,
    Optional<Money> amount,
    LocalDate closeDate,
    String stage,
    boolean closed,
    boolean won,
    boolean hasLines,
    Optional<String> ownerName,
    Optional<String> quoteId,
    DealTerms terms,
    DealFinance finance,
    Map<String, String> fields,
    Instant changedAt,
    String version,
    String url)
    implements CrmRecord {
  public Deal {
    fields = Map.copyOf(fields);
  }
}
