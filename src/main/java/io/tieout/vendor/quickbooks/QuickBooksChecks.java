package io.tieout.vendor.quickbooks;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Looking;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Whether a company's settings are as we need them. The preference that warns of a number used
/// twice is not told by the API, so it is only asked for.
final class QuickBooksChecks {
  private final QuickBooksSettings settings;
  private final QuickBooksApi api;
  private final InstantSource clock;
  private final Looking looking = new Looking();

  QuickBooksChecks(QuickBooksSettings settings, QuickBooksApi api, InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
  }

  List<Check> run() {
    Optional<Json.Obj> company =
        looking.at(
            "log-in and company",
            () -> api.one("CompanyInfo", "companyinfo/" + settings.realmId()),
            info ->
                Check.ok(
                    "log-in and company",
                    "realm %s is '%s', %s"
                        .formatted(
                            settings.realmId(),
                            info.optText("CompanyName").orElse("without a name"),
                            info.optText("Country").orElse("country unknown"))));
    if (company.isPresent()) {
      looking
          .at(
              "preferences readable",
              () -> api.one("Preferences", "preferences"),
              _ -> Check.ok("preferences readable", ""))
          .ifPresent(this::preferences);
    }
    looking.add(webhooks());
    return looking.found();
  }

  private void preferences(Json.Obj all) {
    Optional<Json.Obj> sales = all.optObj("SalesFormsPrefs");
    looking.add(closing(all));
    looking.add(numbers(on(sales, "CustomTxnNumbers")));
    looking.add(currencies(all));
    looking.add(tax(all.optObj("TaxPrefs")));
    looking.add(credits(on(sales, "AutoApplyCredit") || on(sales, "AutoApplyPayments")));
  }

  private Check closing(Json.Obj all) {
    String name = "closing date";
    Optional<LocalDate> day =
        all.optObj("AccountingInfoPrefs").flatMap(a -> Fields.date(a, "BookCloseDate"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (day.filter(d -> !d.isBefore(today)).isPresent()) {
      return Check.failed(
          name,
          "the books are closed through %s: an invoice dated today is refused. Change it in Account and settings, Advanced, Accounting"
              .formatted(day.get()));
    }
    return Check.ok(
        name, day.map(d -> "the books are closed through " + d).orElse("no period is closed"));
  }

  private static Check numbers(boolean custom) {
    return custom
        ? Check.warning(
            "invoice numbers",
            "Custom transaction numbers is on: QuickBooks numbers nothing by itself, so each invoice gets Tieout's. Turn it off in Account and settings, Sales, Sales form content, or keep it and turn on 'Warn if duplicate transaction number is used' in Advanced")
        : Check.ok("invoice numbers", "QuickBooks numbers invoices itself");
  }

  private static Check currencies(Json.Obj all) {
    String home =
        all.optObj("CurrencyPrefs").flatMap(c -> Fields.ref(c, "HomeCurrency")).orElse("unknown");
    return Check.ok(
        "multicurrency",
        BookReading.multicurrency(all)
            ? "on, home currency " + home
            : "off: deals in other currencies than %s cannot be invoiced here".formatted(home));
  }

  private static Check tax(Optional<Json.Obj> tax) {
    if (!on(tax, "UsingSalesTax")) {
      return Check.warning(
          "sales tax",
          "is off: invoices carry no tax. If the company charges tax, set it up under Taxes in QuickBooks");
    }
    return Check.ok(
        "sales tax",
        on(tax, "PartnerTaxEnabled")
            ? "on, QuickBooks computes it from the address"
            : "on, by tax codes");
  }

  private static Check credits(boolean automatic) {
    return automatic
        ? Check.warning(
            "credits",
            "are applied by QuickBooks itself: a new invoice may come back partly paid. Turn off 'Automatically apply credits' in Account and settings, Advanced, Automation, if that surprises people")
        : Check.ok("credits", "are applied by people");
  }

  private Check webhooks() {
    return settings.verifierToken().isBlank()
        ? Check.failed(
            "webhook verifier",
            "is missing; copy it from developer.intuit.com, your app, Webhooks, to webhook_verifier")
        : Check.ok("webhook verifier", "is configured");
  }

  private static boolean on(Optional<Json.Obj> preferences, String name) {
    return preferences.filter(p -> p.get(name).isPresent() && p.flag(name)).isPresent();
  }
}
