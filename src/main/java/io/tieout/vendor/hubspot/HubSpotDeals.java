package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.DealTerms;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import io.tieout.vendor.hubspot.Associations.Link;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deals with what belongs to them: company, lines, quote, owner, the meaning of their stage.
final class HubSpotDeals {
  private static final Logger LOG = LoggerFactory.getLogger(HubSpotDeals.class);

  /// HubSpot's own type of deal to primary company.
  private static final int PRIMARY_COMPANY = 5;

  static final List<String> STAMP =
      List.of("dealstage", "pipeline", "hs_is_closed", "hs_is_closed_won", "hs_lastmodifieddate");
  private static final List<String> STANDARD =
      List.of(
          "dealname",
          "amount",
          "deal_currency_code",
          "closedate",
          "createdate",
          "hubspot_owner_id");

  private final HubSpotApi api;
  private final HubSpotSettings settings;
  private final Associations associations;
  private final Stages stages;
  private final Owners owners;
  private final HubSpotQuotes quotes;

  HubSpotDeals(
      HubSpotApi api,
      HubSpotSettings settings,
      Associations associations,
      Stages stages,
      Owners owners) {
    this.api = api;
    this.settings = settings;
    this.associations = associations;
    this.stages = stages;
    this.owners = owners;
    this.quotes = new HubSpotQuotes(api, associations);
  }

  HubSpotQuotes quotes() {
    return quotes;
  }

  List<String> properties() {
    return Stream.of(
            STAMP, STANDARD, FinanceProperties.ALL, settings.terms().all(), settings.also().deal())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  Optional<Row> row(String id, List<String> properties) {
    return api.find(HubSpotType.DEAL, id, properties);
  }

  CurrencyUnit currency(Row deal) {
    return deal.text("deal_currency_code")
        .map(CurrencyUnit::of)
        .orElseGet(() -> api.portal().currency());
  }

  /// The deal; refused when it has no company, after a while in which one may appear.
  Optional<Deal> deal(String id) {
    return row(id, properties())
        .map(row -> {
          String company =
              Associations.company(associations.settled(HubSpotType.COMPANY, row), PRIMARY_COMPANY)
                  .orElseThrow(() -> withoutCompany(row));
          boolean lines = !associations.settled(HubSpotType.LINE_ITEM, row).isEmpty();
          List<Link> linked = associations.of(HubSpotType.DEAL, HubSpotType.QUOTE, row.id());
          Optional<String> quote = quotes.newest(linked, quotes.all(linked));
          return Shape.read("deal " + id, () -> whole(row, new Around(company, lines, quote)));
        });
  }

  /// The deals of a page. Those without a company are left out, and those that are refused.
  List<Deal> whole(List<Row> rows) {
    List<String> ids = rows.stream().map(Row::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, List<Link>> companies =
        associations.read(HubSpotType.DEAL, HubSpotType.COMPANY, ids);
    Map<String, List<Link>> lines = associations.read(HubSpotType.DEAL, HubSpotType.LINE_ITEM, ids);
    Map<String, List<Link>> linked = associations.read(HubSpotType.DEAL, HubSpotType.QUOTE, ids);
    Map<String, Row> read = quotes.all(linked.values().stream().flatMap(List::stream).toList());
    List<Deal> deals = new ArrayList<>();
    for (Row row : rows) {
      String id = row.id();
      boolean hasLines = !lines.getOrDefault(id, List.of()).isEmpty();
      Optional<String> quote = quotes.newest(linked.getOrDefault(id, List.of()), read);
      Associations.company(companies.getOrDefault(id, List.of()), PRIMARY_COMPANY)
          .map(company -> new Around(company, hasLines, quote))
          .flatMap(around -> copy(row, around))
          .ifPresent(deals::add);
    }
    return deals;
  }

  /// One deal that a person has to put right must not hold up the copies of all others.
  private Optional<Deal> copy(Row row, Around around) {
    try {
      return Optional.of(Shape.read("deal " + row.id(), () -> whole(row, around)));
    } catch (FaultException e) {
      if (!(e.fault() instanceof Fault.Refused(String why, _, _))) {
        throw e;
      }
      LOG.warn("left out of the copies: {}", why);
      return Optional.empty();
    }
  }

  DealStamp stamp(Row deal) {
    return new DealStamp(deal.id(), stages.of(deal).won(), deal.changedAt(), deal.version());
  }

  private Deal whole(Row row, Around around) {
    Stages.Stage stage = stages.of(row);
    CurrencyUnit currency = currency(row);
    return new Deal(
        row.id(),
        row.text("dealname").orElse("Deal " + row.id()),
        around.company,
        currency,
        row.decimal("amount").map(n -> Amounts.exact(currency, n)),
        closeDate(row, stage),
        stage.label(),
        stage.closed(),
        stage.won(),
        around.lines,
        owners.name(row),
        around.quote,
        terms(row),
        FinanceProperties.read(row, currency),
        row.values(settings.also().deal()),
        row.changedAt(),
        row.version(),
        api.portal().page(HubSpotType.DEAL, row.id()));
  }

  /// An open deal may have none; then the day it was made stands in. A closed one is refused: its
  /// date becomes an invoice's.
  private LocalDate closeDate(Row row, Stages.Stage stage) {
    Optional<LocalDate> date = row.day("closedate", api.portal().zone());
    if (date.isEmpty() && stage.closed()) {
      throw new Fault.Refused(
              "HubSpot: deal %s is closed but has no close date; set it".formatted(row.id()),
              "NO_CLOSE_DATE",
              Optional.of("closedate"))
          .asException();
    }
    return date.orElseGet(() -> {
      Instant made = row.createdAt();
      return LocalDate.ofInstant(made, api.portal().zone());
    });
  }

  private DealTerms terms(Row row) {
    HubSpotSettings.TermProperties names = settings.terms();
    return new DealTerms(
        row.text(names.paymentTerms()),
        row.date(names.serviceStart()),
        row.date(names.serviceEnd()),
        row.text(names.poNumber()));
  }

  private static RuntimeException withoutCompany(Row row) {
    return new Fault.Refused(
            "HubSpot: deal %s (%s) has no company; associate the one it was sold to"
                .formatted(row.id(), row.text("dealname").orElse("no name")),
            "NO_ACCOUNT",
            Optional.of("associations.company"))
        .asException();
  }

  private record Around(String company, boolean lines, Optional<String> quote) {}
}
