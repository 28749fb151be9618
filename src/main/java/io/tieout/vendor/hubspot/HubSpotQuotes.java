package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.Quote;
import io.tieout.value.fault.Fault;
import io.tieout.value.money.Amounts;
import io.tieout.vendor.hubspot.Associations.Link;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Quotes of deals, of both of HubSpot's families. The one that counts is the newest that was
/// approved or needed no approval.
final class HubSpotQuotes {
  static final String PDF_LINK = "hs_pdf_download_link";
  private static final Set<String> PUBLISHED = Set.of("APPROVED", "APPROVAL_NOT_NEEDED");
  private static final List<String> PROPERTIES =
      List.of(
          "hs_title",
          "hs_quote_number",
          "hs_status",
          "hs_quote_amount",
          "hs_currency",
          PDF_LINK,
          "hs_createdate",
          "hs_lastmodifieddate");

  private final HubSpotApi api;
  private final Associations associations;

  HubSpotQuotes(HubSpotApi api, Associations associations) {
    this.api = api;
    this.associations = associations;
  }

  /// The quotes that the links lead to, by id.
  Map<String, Row> all(List<Link> links) {
    Map<String, Row> rows = new LinkedHashMap<>();
    List<String> ids = links.stream().map(Link::id).distinct().toList();
    api.batch(HubSpotType.QUOTE, ids, PROPERTIES).forEach(row -> rows.put(row.id(), row));
    return rows;
  }

  Optional<String> newest(List<Link> links, Map<String, Row> quotes) {
    return links.stream()
        .flatMap(l -> Optional.ofNullable(quotes.get(l.id())).stream())
        .filter(q -> q.text("hs_status").filter(PUBLISHED::contains).isPresent())
        .max(Comparator.comparing(Row::createdAt).thenComparing(q -> new BigDecimal(q.id())))
        .map(Row::id);
  }

  Optional<Quote> quote(String id) {
    return row(id)
        .map(row -> {
          String deal =
              associations.settled(HubSpotType.DEAL, row).stream()
                  .map(Link::id)
                  .findFirst()
                  .orElseThrow(() ->
                      new Fault.Refused(
                              "HubSpot: quote %s belongs to no deal; associate it".formatted(id),
                              "NO_DEAL",
                              Optional.of("associations.deal"))
                          .asException());
          return Shape.read("quote " + id, () -> quote(row, deal));
        });
  }

  Optional<Row> row(String id) {
    return api.find(HubSpotType.QUOTE, id, PROPERTIES);
  }

  private Quote quote(Row row, String deal) {
    CurrencyUnit currency =
        row.text("hs_currency").map(CurrencyUnit::of).orElseGet(() -> api.portal().currency());
    return new Quote(
        row.id(),
        deal,
        row.text("hs_quote_number").or(() -> row.text("hs_title")).orElse(row.id()),
        row.text("hs_status").orElse(""),
        row.decimal("hs_quote_amount")
            .map(n -> Amounts.exact(currency, n))
            .orElseGet(() -> Money.zero(currency)),
        // Discounts on the whole are records of their own, already taken off the amount.
        BigDecimal.ZERO,
        row.text(PDF_LINK).map(_ -> row.id()),
        row.version(),
        api.portal().page(HubSpotType.QUOTE, row.id()));
  }
}
