package io.tieout.sandbox.hubspot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Values that the vendor computes from others.
final class Derived {
  private static final int CENTS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Derived() {}

  /// What follows from a record's values; an empty text clears.
  static Map<String, String> of(Row row, Pipelines pipelines) {
    return switch (row.type()) {
      case DEAL -> deal(row, pipelines);
      case LINE_ITEM -> line(row);
      case CONTACT, COMPANY, PRODUCT, QUOTE, TASK, NOTE -> Map.of();
    };
  }

  private static Map<String, String> deal(Row row, Pipelines pipelines) {
    Optional<Pipelines.Stage> stage = row.value("dealstage").flatMap(pipelines::stage);
    Map<String, String> out = new HashMap<>();
    out.put("hs_is_closed", stage.map(s -> Boolean.toString(s.closed())).orElse("false"));
    out.put("hs_is_closed_won", stage.map(s -> Boolean.toString(s.won())).orElse("false"));
    out.put(
        "hs_deal_stage_probability",
        stage.map(s -> s.probability().stripTrailingZeros().toPlainString()).orElse(""));
    out.put("amount_in_home_currency", row.value("amount").orElse(""));
    return out;
  }

  private static Map<String, String> line(Row row) {
    Map<String, String> out = new HashMap<>();
    Optional<BigDecimal> price = Values.decimal(row, "price");
    if (price.isEmpty()) {
      return Map.of("amount", "", "hs_pre_discount_amount", "", "hs_total_discount", "");
    }
    BigDecimal quantity = Values.decimal(row, "quantity").orElse(BigDecimal.ONE);
    BigDecimal gross = price.get().multiply(quantity);
    BigDecimal discount =
        Values.decimal(row, "hs_discount_percentage")
            .map(percent -> gross.multiply(percent).divide(HUNDRED))
            .or(() -> Values.decimal(row, "discount").map(each -> each.multiply(quantity)))
            .orElse(BigDecimal.ZERO);
    out.put("amount", cents(gross.subtract(discount)));
    out.put("hs_pre_discount_amount", cents(gross));
    out.put("hs_total_discount", cents(discount));
    term(row).ifPresent(end -> out.put("hs_recurring_billing_end_date", end));
    return out;
  }

  /// The end of a recurring line: its start and its term, such as `P12M`.
  private static Optional<String> term(Row row) {
    return row.value("hs_recurring_billing_start_date")
        .flatMap(start ->
            row.value("hs_recurring_billing_period")
                .filter(p -> p.matches("P\\d{1,3}[YMWD]"))
                .map(period ->
                    java.time.LocalDate.parse(start)
                        .plus(java.time.Period.parse(period))
                        .minusDays(1)
                        .toString()));
  }

  static String cents(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
  }
}
