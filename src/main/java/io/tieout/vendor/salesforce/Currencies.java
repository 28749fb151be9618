package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import io.tieout.value.money.InexactAmountException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// In which currency an amount is. An organisation with several currencies keeps it on each record;
/// any other has one, and its records have no such field.
final class Currencies {
  static final String FIELD = "CurrencyIsoCode";
  private static final String DEFAULT_FIELD = "DefaultCurrencyIsoCode";

  private final SalesforceApi api;
  private final Fields fields;
  private final Optional<CurrencyUnit> configured;
  private final AtomicReference<Optional<CurrencyUnit>> asked =
      new AtomicReference<>(Optional.empty());

  Currencies(SalesforceApi api, Fields fields, Optional<CurrencyUnit> configured) {
    this.api = api;
    this.fields = fields;
    this.configured = configured;
  }

  CurrencyUnit of(Json.Obj row) {
    return row.optText(FIELD).map(CurrencyUnit::of).orElseGet(this::ofOrganization);
  }

  /// The exact amount of a field of the row, in the row's currency.
  Optional<Money> amount(Json.Obj row, String field) {
    Optional<BigDecimal> number = row.optDecimal(field);
    return number.map(n -> Amounts.exact(of(row), n));
  }

  /// As [#amount], but empty when it has more decimals than its currency: one such record must not
  /// keep all others from being copied.
  Optional<Money> exactAmount(Json.Obj row, String field) {
    try {
      return amount(row, field);
    } catch (InexactAmountException _) {
      return Optional.empty();
    }
  }

  private CurrencyUnit ofOrganization() {
    Optional<CurrencyUnit> known = configured.or(asked::get);
    if (known.isPresent()) {
      return known.get();
    }
    if (!fields.has("Organization", DEFAULT_FIELD)) {
      throw unknown();
    }
    CurrencyUnit currency =
        api.query(Soql.select(List.of(DEFAULT_FIELD), "Organization").first(1)).stream()
            .flatMap(row -> row.optText(DEFAULT_FIELD).stream())
            .findFirst()
            .map(CurrencyUnit::of)
            .orElseThrow(Currencies::unknown);
    asked.set(Optional.of(currency));
    return currency;
  }

  private static RuntimeException unknown() {
    return new Fault.Broken(
            "Salesforce does not say the organisation's currency; configure it for this connection")
        .asException();
  }
}
