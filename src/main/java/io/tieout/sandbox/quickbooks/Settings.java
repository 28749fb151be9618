package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The company's preferences, as an administrator sets them in the product.
///
/// @param closingDate the last day of the closed period
/// @param country ISO 3166 alpha-2; `US` decides on the tax regime
/// @param switches the yes-or-no preferences
public record Settings(
    CurrencyUnit home, String country, Optional<LocalDate> closingDate, Switches switches) {

  /// The yes-or-no preferences.
  ///
  /// @param customNumbers sales forms are numbered by people: the books give no number themselves
  /// @param warnsOfDuplicateNumbers a number used twice is refused with 6140
  /// @param multicurrency cannot be switched off once on
  /// @param salesTax the company charges sales tax; in the US it is then automated
  public record Switches(
      boolean customNumbers,
      boolean warnsOfDuplicateNumbers,
      boolean multicurrency,
      boolean salesTax) {}

  /// As a new company has them.
  public static Settings of(CurrencyUnit home, String country) {
    return new Settings(home, country, Optional.empty(), new Switches(false, true, false, true));
  }

  /// Closes the books up to and including the day.
  public Settings closedOn(LocalDate day) {
    return new Settings(home, country, Optional.of(day), switches);
  }

  public Settings reopened() {
    return new Settings(home, country, Optional.empty(), switches);
  }

  public Settings withCountry(String newCountry) {
    return new Settings(home, newCountry, closingDate, switches);
  }

  public Settings withCustomNumbers(boolean on) {
    return with(
        new Switches(
            on, switches.warnsOfDuplicateNumbers, switches.multicurrency, switches.salesTax));
  }

  public Settings withDuplicateWarning(boolean on) {
    return with(
        new Switches(switches.customNumbers, on, switches.multicurrency, switches.salesTax));
  }

  public Settings withMulticurrency() {
    return with(
        new Switches(
            switches.customNumbers, switches.warnsOfDuplicateNumbers, true, switches.salesTax));
  }

  public Settings withSalesTax(boolean on) {
    return with(
        new Switches(
            switches.customNumbers, switches.warnsOfDuplicateNumbers, switches.multicurrency, on));
  }

  private Settings with(Switches newSwitches) {
    return new Settings(home, country, closingDate, newSwitches);
  }

  boolean american() {
    return country.equals("US");
  }

  /// The `Preferences` object of the API, without the fields every object has.
  Json.Obj preferences() {
    JsonObjBuilder accounting =
        Json.object()
            .put("UseAccountNumbers", false)
            .put("ClassTrackingPerTxn", false)
            .put("CustomerTerminology", "Customers");
    closingDate.ifPresent(day -> accounting.put("BookCloseDate", day.toString()));
    JsonObjBuilder tax = Json.object().put("UsingSalesTax", switches.salesTax);
    if (american() && switches.salesTax) {
      tax.put("PartnerTaxEnabled", true);
    }
    return Json.object()
        .put("AccountingInfoPrefs", accounting)
        .put("ProductAndServicesPrefs", Json.object().put("ForSales", true))
        .put(
            "SalesFormsPrefs",
            Json.object()
                .put("CustomTxnNumbers", switches.customNumbers)
                .put("AllowDeposit", true)
                .put("AllowDiscount", true)
                .put("AllowEstimates", true)
                .put("AllowServiceDate", true)
                .put("AllowShipping", false)
                .put("AutoApplyCredit", false)
                .put("AutoApplyPayments", false)
                .put("UsingProgressInvoicing", false)
                .put("DefaultTerms", Json.object().put("value", "3")))
        .put("TaxPrefs", tax)
        .put(
            "CurrencyPrefs",
            Json.object()
                .put("MultiCurrencyEnabled", switches.multicurrency)
                .put("HomeCurrency", Json.object().put("value", home.getCode())))
        .build();
  }
}
