package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.DealLine;
import io.tieout.value.fault.Fault;
import io.tieout.value.money.Amounts;
import io.tieout.vendor.hubspot.Associations.Link;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The lines of a deal: all that are associated with it, or a fault, never some of them.
final class HubSpotLines {
  private static final int LOOKS = 3;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// Decimals of a percentage that is computed from an amount off.
  private static final int PERCENT_SCALE = 6;

  private static final List<String> PROPERTIES =
      List.of(
          "name",
          "description",
          "price",
          "quantity",
          "amount",
          "discount",
          "hs_discount_percentage",
          "hs_sku",
          "hs_product_id",
          "hs_line_item_currency_code",
          "hs_recurring_billing_start_date",
          "hs_position_on_quote",
          "hs_object_id",
          "hs_lastmodifieddate");

  private final HubSpotApi api;
  private final Associations associations;
  private final String family;

  /// @param family the product property that groups products
  HubSpotLines(HubSpotApi api, Associations associations, String family) {
    this.api = api;
    this.associations = associations;
    this.family = family;
  }

  List<DealLine> of(Row deal, CurrencyUnit currency) {
    List<Row> rows = complete(deal);
    Map<String, String> families = families(rows);
    return Shape.read(
        "the lines of deal " + deal.id(),
        () ->
            rows.stream()
                .sorted(order())
                .map(row -> line(row, deal.id(), currency, families))
                .toList());
  }

  /// Associations and records settle at different times, so both are read again before a line
  /// counts as missing.
  private List<Row> complete(Row deal) {
    List<String> missing = List.of();
    for (int look = 0; look < LOOKS; look++) {
      if (look > 0) {
        associations.pause();
      }
      List<String> ids =
          associations.settled(HubSpotType.LINE_ITEM, deal).stream().map(Link::id).toList();
      List<Row> rows = api.batch(HubSpotType.LINE_ITEM, ids, PROPERTIES);
      List<String> read = rows.stream().map(Row::id).toList();
      missing = ids.stream().filter(id -> !read.contains(id)).toList();
      if (missing.isEmpty()) {
        return rows;
      }
    }
    String what =
        "HubSpot: deal %s has lines that cannot be read: %s"
            .formatted(deal.id(), String.join(", ", missing));
    throw (associations.unsettled(deal)
            ? new Fault.Transient(what + "; it changed just now")
            : new Fault.Broken(
                what
                    + ". Check the scope crm.objects.line_items.read, or remove the lines from the"
                    + " deal and add them anew."))
        .asException();
  }

  private Map<String, String> families(List<Row> rows) {
    List<String> products =
        rows.stream().flatMap(r -> r.text("hs_product_id").stream()).distinct().toList();
    Map<String, String> families = new HashMap<>();
    api.batch(HubSpotType.PRODUCT, products, List.of(family))
        .forEach(p -> p.text(family).ifPresent(f -> families.put(p.id(), f)));
    return families;
  }

  private static DealLine line(
      Row row, String dealId, CurrencyUnit ofDeal, Map<String, String> families) {
    CurrencyUnit currency =
        row.text("hs_line_item_currency_code").map(CurrencyUnit::of).orElse(ofDeal);
    BigDecimal quantity = row.decimal("quantity").orElse(BigDecimal.ONE);
    Price price = price(row);
    Optional<String> product = row.text("hs_product_id");
    return new DealLine(
        row.id(),
        dealId,
        product,
        row.text("hs_sku"),
        product.flatMap(p -> Optional.ofNullable(families.get(p))),
        row.text("name").orElse("Line " + row.id()),
        row.text("description"),
        quantity,
        price.each,
        price.list,
        price.percent,
        total(row, currency, quantity, price),
        row.date("hs_recurring_billing_start_date"),
        row.version());
  }

  private static Money total(Row row, CurrencyUnit currency, BigDecimal quantity, Price price) {
    return row.decimal("amount")
        .map(n -> Amounts.exact(currency, n))
        .orElseGet(() -> {
          BigDecimal share = HUNDRED.subtract(price.percent).movePointLeft(2);
          return Amounts.roundedHalfUp(currency, quantity.multiply(price.each).multiply(share));
        });
  }

  /// A discount is a percentage or an amount off each unit. An amount is told as a percentage where
  /// that is exact, else as a lower price beside the list price: no cent may depend on rounding.
  private static Price price(Row row) {
    BigDecimal listed = row.decimal("price").orElse(BigDecimal.ZERO);
    Optional<BigDecimal> percent =
        row.decimal("hs_discount_percentage").filter(p -> p.signum() != 0);
    BigDecimal off = row.decimal("discount").orElse(BigDecimal.ZERO);
    if (percent.isPresent() || off.signum() == 0 || listed.signum() == 0) {
      return new Price(listed, Optional.empty(), percent.orElse(BigDecimal.ZERO));
    }
    BigDecimal computed = off.multiply(HUNDRED).divide(listed, PERCENT_SCALE, RoundingMode.HALF_UP);
    boolean exact = computed.multiply(listed).compareTo(off.multiply(HUNDRED)) == 0;
    return exact
        ? new Price(listed, Optional.empty(), computed.stripTrailingZeros())
        : new Price(listed.subtract(off), Optional.of(listed), BigDecimal.ZERO);
  }

  /// As on the quote; lines that were never placed come last, oldest first.
  private static Comparator<Row> order() {
    return Comparator.comparing(
            (Row r) -> r.decimal("hs_position_on_quote").orElse(BigDecimal.valueOf(Long.MAX_VALUE)))
        .thenComparing(r -> new BigDecimal(r.id()));
  }

  private record Price(BigDecimal each, Optional<BigDecimal> list, BigDecimal percent) {}
}
