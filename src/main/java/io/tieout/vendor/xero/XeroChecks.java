package io.tieout.vendor.xero;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Looking;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.TaxCode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Whether an organisation lets us do what we do, and its settings are as we need them. Whether
/// attachments may be written shows only when one is.
final class XeroChecks {
  private static final Map<Endpoint, String> READ =
      Map.of(
          Endpoint.CONTACTS, "contacts readable",
          Endpoint.INVOICES, "invoices readable",
          Endpoint.PAYMENTS, "payments readable",
          Endpoint.CREDIT_NOTES, "credit notes readable");

  private static final Map<String, String> FIRST = Map.of("page", "1", "pageSize", "1");

  /// The smallest tier has a thousand calls a day.
  private static final int LITTLE = 200;

  private final XeroSettings settings;
  private final XeroApi api;
  private final XeroLedger ledger;
  private final InstantSource clock;
  private final Looking looking = new Looking();

  XeroChecks(XeroSettings settings, XeroApi api, XeroLedger ledger, InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.ledger = ledger;
    this.clock = clock;
  }

  List<Check> run() {
    String name = "log-in and organisation";
    Optional<Book> book =
        looking.at(
            name,
            ledger::book,
            found ->
                Check.ok(
                    name,
                    "tenant %s is '%s', %s, base currency %s"
                        .formatted(
                            settings.tenantId(), found.name(), found.country(), found.home())));
    if (book.isPresent()) {
      looking.at("scopes", ledger::scopes, this::scopes);
      organisation(book.get());
    }
    looking.add(webhooks());
    return looking.found();
  }

  private Check scopes(Optional<List<String>> granted) {
    String name = "scopes";
    if (granted.isEmpty()) {
      return Check.ok(name, "Xero does not tell them");
    }
    List<String> missing = XeroAccess.missing(granted.get());
    if (missing.isEmpty()) {
      return Check.ok(name, "all %d granted".formatted(XeroAccess.SCOPES.size()));
    }
    String remedy =
        switch (settings.access().auth()) {
          case XeroAuth.Consent _ ->
              "run ./tieout connect xero: every scope is asked for again; an app that may not have it gets it at "
                  + XeroAccess.SCOPES_AT;
          case XeroAuth.CustomConnection() ->
              "add it at %s, then have the organisation authorise the app anew"
                  .formatted(XeroAccess.SCOPES_AT);
        };
    return Check.failed(
        name, "the connection lacks %s; %s".formatted(String.join(", ", missing), remedy));
  }

  private void organisation(Book book) {
    READ.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry ->
            looking.at(
                entry.getValue(),
                () -> api.list(entry.getKey(), FIRST, Optional.empty()),
                _ -> Check.ok(entry.getValue(), "")));
    looking.add(locked(book));
    looking.add(
        Check.ok(
            "currencies",
            book.currencies().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "))));
    looking.at("tax rates", ledger::taxCodes, codes -> tax(book, codes));
    looking.add(salesAccount());
    looking.add(budget(ledger.usage()));
  }

  private Check locked(Book book) {
    String name = "lock date";
    Optional<LocalDate> day = book.closedThrough();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ledger.zone());
    if (day.filter(d -> !d.isBefore(today)).isPresent()) {
      return Check.failed(
          name,
          "the books are locked through %s: an invoice dated today is refused. Change it in Accounting, Advanced, Financial settings"
              .formatted(day.get()));
    }
    return Check.ok(
        name, day.map(d -> "the books are locked through " + d).orElse("no period is locked"));
  }

  private static Check tax(Book book, List<TaxCode> codes) {
    String name = "tax rates";
    if (book.taxRegime() == Book.TaxRegime.NONE) {
      return Check.warning(
          name,
          "the organisation charges no tax: invoices carry none. If it does, set the sales tax basis in Accounting, Advanced, Financial settings");
    }
    return codes.isEmpty()
        ? Check.failed(name, "there is none for sales; add one in Accounting, Advanced, Tax rates")
        : Check.ok(name, codes.size() + " for sales");
  }

  private Check salesAccount() {
    return settings.salesAccount().isPresent()
        ? Check.ok("sales account", settings.salesAccount().get() + " where an item names none")
        : Check.warning(
            "sales account",
            "is not configured: a line whose item names no account is refused. Write xero[].sales_account, such as \"200\"");
  }

  private static Check budget(Optional<XeroUsage> usage) {
    String name = "calls left today";
    OptionalInt left = usage.map(XeroUsage::dayLeft).orElseGet(OptionalInt::empty);
    if (left.isEmpty()) {
      return Check.ok(name, "Xero told nothing");
    }
    return left.getAsInt() < LITTLE
        ? Check.warning(name, left.getAsInt() + ": see which other apps call this organisation")
        : Check.ok(name, String.valueOf(left.getAsInt()));
  }

  private Check webhooks() {
    return settings.webhookKey().isBlank()
        ? Check.failed(
            "webhook key",
            "is missing; copy it from developer.xero.com, your app, Webhooks, to webhook_key")
        : Check.ok("webhook key", "is configured");
  }
}
