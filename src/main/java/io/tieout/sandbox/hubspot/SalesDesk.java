package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Pipelines.Pipeline;
import io.tieout.sandbox.hubspot.Pipelines.Stage;
import io.tieout.sandbox.side.CrmSide.DealField;
import io.tieout.sandbox.side.CrmSide.LineField;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What the company's salespeople do and see in the vendor's own pages.
final class SalesDesk {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PERCENT_DIGITS = 4;

  private final Portal portal;
  private final CurrencyUnit home;
  private final Author author;

  SalesDesk(Portal portal, CurrencyUnit home, long editor) {
    this.portal = portal;
    this.home = home;
    this.author = Author.person(editor);
  }

  Author author() {
    return author;
  }

  List<String> stages() {
    return pipeline().stages().stream().map(Stage::label).toList();
  }

  String wonStage() {
    return pipeline().stages().stream()
        .filter(Stage::won)
        .findFirst()
        .map(Stage::label)
        .orElseThrow();
  }

  List<DealView> deals() {
    return portal.shelf(ObjectType.DEAL).from(0, false).stream().map(this::view).toList();
  }

  DealView deal(String id) {
    return view(live(ObjectType.DEAL, id));
  }

  List<LineView> lines(String dealId) {
    return lineRows(live(ObjectType.DEAL, dealId)).stream().map(SalesDesk::line).toList();
  }

  void moveStage(String dealId, String label) {
    Stage stage =
        pipeline().stages().stream()
            .filter(s -> s.label().equals(label))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no stage '%s'; there are %s".formatted(label, stages())));
    edit(ObjectType.DEAL, dealId, Map.of("dealstage", stage.id(), "pipeline", pipeline().id()));
  }

  void editDeal(String dealId, Map<DealField, String> changes) {
    Map<String, String> values = new HashMap<>();
    changes.forEach((field, value) -> {
      switch (field) {
        case NAME -> values.put("dealname", value);
        case CLOSE_DATE ->
            values.put("closedate", value.isEmpty() ? "" : Seeding.close(LocalDate.parse(value)));
        case PAYMENT_TERMS -> values.put("payment_terms", value);
        case PO_NUMBER -> values.put("po_number", value);
        case SERVICE_START -> values.put("service_start", value);
        case SERVICE_END -> values.put("service_end", value);
      }
    });
    edit(ObjectType.DEAL, dealId, values);
  }

  /// The page sums the lines up into the deal's amount, which the API does not.
  void editLine(String lineId, Map<LineField, String> changes) {
    Map<String, String> values = new HashMap<>();
    changes.forEach((field, value) -> {
      switch (field) {
        case QUANTITY -> values.put("quantity", value);
        case UNIT_PRICE -> values.put("price", value);
        case DISCOUNT_PERCENT -> {
          values.put("hs_discount_percentage", value);
          values.put("discount", "");
        }
        case DESCRIPTION -> values.put("description", value);
      }
    });
    var _ = edit(ObjectType.LINE_ITEM, lineId, values);
  }

  /// Brings the amount of a line's deal in step with the lines.
  void sumUpOf(Row line) {
    End end = new End(ObjectType.LINE_ITEM, line.id());
    portal.associations().of(end, ObjectType.DEAL, Instant.MAX).stream()
        .flatMap(l -> portal.shelf(ObjectType.DEAL).live(l.to()).stream())
        .forEach(this::sumUp);
  }

  Row edit(ObjectType type, String id, Map<String, String> values) {
    Row row = portal.update(live(type, id), values, author, Optional.empty());
    if (type == ObjectType.LINE_ITEM) {
      sumUpOf(row);
    }
    return row;
  }

  Row live(ObjectType type, String id) {
    return ObjectsApi.number(id)
        .flatMap(portal.shelf(type)::live)
        .orElseThrow(
            () -> new IllegalArgumentException("no %s '%s'".formatted(type.singular(), id)));
  }

  private void sumUp(Row deal) {
    BigDecimal sum =
        lineRows(deal).stream()
            .flatMap(l -> Values.decimal(l, "amount").stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    portal.update(deal, Map.of("amount", Derived.cents(sum)), author, Optional.empty());
  }

  private List<Row> lineRows(Row deal) {
    End end = new End(ObjectType.DEAL, deal.id());
    return portal.associations().of(end, ObjectType.LINE_ITEM, Instant.MAX).stream()
        .flatMap(l -> portal.shelf(ObjectType.LINE_ITEM).live(l.to()).stream())
        .sorted(
            Comparator.comparing((Row r) ->
                    Values.decimal(r, "hs_position_on_quote").orElse(BigDecimal.valueOf(1000)))
                .thenComparingLong(Row::id))
        .toList();
  }

  private static LineView line(Row row) {
    BigDecimal price = Values.decimal(row, "price").orElse(BigDecimal.ZERO);
    return new LineView(
        row.idText(),
        row.value("name").orElse(""),
        row.value("hs_sku").orElse(""),
        Values.decimal(row, "quantity").orElse(BigDecimal.ONE),
        price,
        Values.decimal(row, "hs_discount_percentage")
            .or(() -> Values.decimal(row, "discount").map(each -> percent(each, price)))
            .orElse(BigDecimal.ZERO),
        Values.decimal(row, "amount").orElse(BigDecimal.ZERO));
  }

  private static BigDecimal percent(BigDecimal each, BigDecimal price) {
    if (price.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal percent = each.multiply(HUNDRED).divide(price, PERCENT_DIGITS, RoundingMode.HALF_UP);
    return new BigDecimal(percent.stripTrailingZeros().toPlainString());
  }

  private DealView view(Row row) {
    Optional<Stage> stage = row.value("dealstage").flatMap(portal.pipelines()::stage);
    return new DealView(
        row.idText(),
        row.value("dealname").orElse(""),
        account(row),
        amount(row),
        stage.map(Stage::label).orElse(""),
        stage.filter(Stage::won).isPresent(),
        row.value("closedate").flatMap(Values::instant).map(SalesDesk::date),
        row.value("payment_terms"),
        row.value("po_number"),
        row.value("service_start"),
        row.value("service_end"),
        Stamps.iso(row.updated()),
        finance(row));
  }

  /// The primary company, else the first.
  private String account(Row row) {
    List<Link> links =
        portal
            .associations()
            .of(new End(ObjectType.DEAL, row.id()), ObjectType.COMPANY, Instant.MAX);
    return links.stream()
        .filter(l -> l.specs().contains(Link.Spec.hubspot(5)))
        .findFirst()
        .or(() -> links.stream().findFirst())
        .flatMap(l -> portal.shelf(ObjectType.COMPANY).live(l.to()))
        .flatMap(c -> c.value("name"))
        .orElse("");
  }

  private Optional<Money> amount(Row row) {
    CurrencyUnit currency = row.value("deal_currency_code").map(CurrencyUnit::of).orElse(home);
    return Values.decimal(row, "amount").map(a -> Money.of(currency, a, RoundingMode.HALF_UP));
  }

  /// Absent as long as nobody has installed the properties.
  private static DealView.Finance finance(Row row) {
    return new DealView.Finance(
        row.value("tieout_sync_status"),
        row.value("tieout_invoice_number"),
        row.value("tieout_invoice_link"),
        Values.decimal(row, "tieout_invoice_amount"),
        row.value("tieout_payment_status"),
        Values.decimal(row, "tieout_balance"),
        row.value("tieout_last_payment_date"),
        row.value("tieout_audit_reference"));
  }

  private static String date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  private Pipeline pipeline() {
    return portal.pipelines().usual();
  }
}
