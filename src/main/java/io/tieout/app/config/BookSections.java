package io.tieout.app.config;

import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksApp;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.xero.XeroAccess;
import io.tieout.vendor.xero.XeroAuth;
import io.tieout.vendor.xero.XeroSettings;
import io.tieout.work.drift.DriftChoice;
import io.tieout.work.drift.DriftKind;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The sections of the books.
final class BookSections {
  private static final int PAGE = 1_000;
  private static final int MOST_NUMBERS = 1_000_000_000;
  private static final String INTUIT_KEYS = "copy it from the app's keys at developer.intuit.com";

  private static final String XERO_KEYS =
      "copy it from the app's configuration at developer.xero.com";
  private static final String XERO_TENANT =
      "where you do not know it, write any and consent: the page names the organisations with ids";

  private final Fields root;
  private final Set<String> ids = new HashSet<>();

  BookSections(Fields root) {
    this.root = root;
  }

  /// Every book whose section can be used.
  List<BookConfig> read() {
    List<BookConfig> books = new ArrayList<>();
    for (Fields section : root.sections("quickbooks")) {
      quickbooks(section).ifPresent(books::add);
    }
    for (Fields section : root.sections("xero")) {
      xero(section).ifPresent(books::add);
    }
    if (!root.present("quickbooks") && !root.present("xero")) {
      root.problem(
          "quickbooks",
          "is missing, and xero too; connect a book: docs/tieout.example.yaml shows how");
    }
    return sharing(books);
  }

  /// Books of one consent have one app and one refresh token, wherever it is written.
  private List<BookConfig> sharing(List<BookConfig> books) {
    Map<String, BookConfig.Xero> first = new HashMap<>();
    Map<String, Secret> grants = new HashMap<>();
    for (BookConfig.Xero book : consented(books)) {
      String consent = book.consent().orElseThrow();
      BookConfig.Xero other = first.computeIfAbsent(consent, _ -> book);
      if (!other.app().clientId().equals(book.app().clientId())) {
        root.problem(
            "xero",
            "has books '%s' and '%s' of consent '%s' with two client_ids; give the second a consent of its own"
                .formatted(other.id(), book.id(), consent));
      }
      if (!book.firstGrant().isBlank()) {
        Secret known = grants.computeIfAbsent(consent, _ -> book.firstGrant());
        if (!known.reveal().equals(book.firstGrant().reveal())) {
          root.problem(
              "xero",
              "has two refresh tokens for consent '%s'; write it with one of its books, or name two consents"
                  .formatted(consent));
        }
      }
    }
    return books.stream()
        .map(book ->
            book instanceof BookConfig.Xero xero
                ? xero.consent()
                    .flatMap(consent -> Optional.ofNullable(grants.get(consent)))
                    .map(xero::withFirstGrant)
                    .orElse(xero)
                : book)
        .toList();
  }

  private static List<BookConfig.Xero> consented(List<BookConfig> books) {
    return books.stream()
        .filter(BookConfig.Xero.class::isInstance)
        .map(BookConfig.Xero.class::cast)
        .filter(book -> book.consent().isPresent())
        .toList();
  }

  /// Our name for the connection: in links, references and the audit, so it must not change later.
  private String id(Fields fields, String id) {
    if (!id.isEmpty() && !id.matches("[a-z][a-z0-9-]{0,29}")) {
      fields.problem(
          "book",
          "'%s' is no name; use lower-case letters, digits and -, at most 30".formatted(id));
    }
    if (!ids.add(id)) {
      fields.problem(
          "book", "'%s' names another book already; give each book its own name".formatted(id));
    }
    return id;
  }

  /// @param most characters that the ledger takes
  private static Optional<NumberPattern> numbers(Fields fields, int most) {
    Optional<String> pattern = fields.optText("invoice_numbers");
    int from = fields.number("invoice_numbers_from", 1, 1, MOST_NUMBERS);
    if (pattern.isEmpty()) {
      if (fields.present("invoice_numbers_from")) {
        fields.problem(
            "invoice_numbers_from", "numbers nothing without invoice_numbers; write a pattern");
      }
      return Optional.empty();
    }
    try {
      // A wrong first number was told already.
      return Optional.of(new NumberPattern(pattern.get(), Math.max(1, from), most));
    } catch (IllegalArgumentException e) {
      fields.problem("invoice_numbers", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// Left out, every kind is told; an empty list tells none.
  private static DriftChoice drift(Fields fields) {
    Optional<LocalDate> since = fields.optDate("since");
    List<String> watch = fields.texts("watch");
    for (String word : watch) {
      if (DriftKind.named(word).isEmpty()) {
        fields.problem(
            "watch",
            "'%s' is not known; known are %s"
                .formatted(word, String.join(", ", DriftKind.words())));
      }
    }
    Set<DriftKind> kinds =
        fields.present("watch")
            ? watch.stream()
                .flatMap(word -> DriftKind.named(word).stream())
                .collect(Collectors.toSet())
            : DriftChoice.ALL.kinds();
    fields.done();
    return new DriftChoice(since, kinds);
  }

  private static Pricing prices(Fields fields) {
    return fields.oneOf("prices", List.of("before_tax", "with_tax")).equals("with_tax")
        ? Pricing.WITH_TAX
        : Pricing.BEFORE_TAX;
  }

  private Optional<BookConfig> xero(Fields fields) {
    String book = id(fields, fields.text("book", "name the book, for example uk"));
    URI api = fields.addressOr("api_base", XeroAccess.PRODUCTION, XeroAccess.PRODUCTION.toString());
    URI tokenUrl =
        fields.addressOr("token_url", XeroAccess.TOKEN_URL, XeroAccess.TOKEN_URL.toString());
    URI authorize =
        fields.addressOr("authorize_url", XeroAccess.AUTHORIZE, XeroAccess.AUTHORIZE.toString());
    String tenant = fields.text("tenant_id", XERO_TENANT);
    String clientId = fields.text("client_id", XERO_KEYS);
    String secret = fields.secret("client_secret", "XERO_CLIENT_SECRET");
    String hook = fields.secret("webhook_key", "XERO_WEBHOOK_KEY");
    boolean custom = fields.oneOf("connection", List.of("consent", "custom")).equals("custom");
    String consent = fields.textOr("consent", "main");
    Secret grant = new Secret(fields.optSecret("refresh_token", "XERO_REFRESH_TOKEN").orElse(""));
    Optional<String> account = fields.optText("sales_account");
    Pricing prices = prices(fields);
    ZoneId zone = fields.zone("time_zone", "Europe/London");
    Optional<NumberPattern> numbers = numbers(fields, XeroSettings.NUMBER);
    DriftChoice drift = drift(fields.section("drift"));
    fields.done();
    if (book.isEmpty()
        || tenant.isEmpty()
        || clientId.isEmpty()
        || secret.isEmpty()
        || hook.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() -> {
      BookConfig.Xero xero =
          new BookConfig.Xero(
              book,
              new BookConfig.Xero.App(
                  Sections.withoutSlash(api),
                  Sections.withoutSlash(tokenUrl),
                  authorize,
                  clientId,
                  new Secret(secret)),
              custom ? Optional.empty() : Optional.of(consent),
              grant,
              tenant,
              new Secret(hook),
              account,
              zone,
              new BillingRules(numbers, prices),
              drift);
      // Tells what is wrong with any of it, however it is let in.
      xero.settings(new XeroAuth.CustomConnection());
      return xero;
    });
  }

  private Optional<BookConfig> quickbooks(Fields fields) {
    String book = id(fields, fields.textOr("book", "main"));
    boolean sandbox =
        fields.oneOf("environment", List.of("production", "sandbox")).equals("sandbox");
    URI usual = sandbox ? QuickBooksSettings.SANDBOX : QuickBooksSettings.PRODUCTION;
    URI api = fields.addressOr("api_base", usual, "by `environment`");
    URI tokenUrl =
        fields.addressOr(
            "token_url", QuickBooksSettings.TOKEN_URL, QuickBooksSettings.TOKEN_URL.toString());
    URI authorize =
        fields.addressOr(
            "authorize_url", QuickBooksApp.AUTHORIZE, QuickBooksApp.AUTHORIZE.toString());
    String realm = fields.text("realm_id", "it came as realmId when the company connected");
    if (!realm.isEmpty() && !realm.matches("\\d{1,32}")) {
      fields.problem("realm_id", "is not a number; it came as realmId when the company connected");
    }
    String clientId = fields.text("client_id", INTUIT_KEYS);
    String secret = fields.secret("client_secret", "QBO_CLIENT_SECRET");
    String verifier = fields.secret("webhook_verifier", "QBO_WEBHOOK_VERIFIER");
    Secret grant = new Secret(fields.optSecret("refresh_token", "QBO_REFRESH_TOKEN").orElse(""));
    Pricing prices = prices(fields);
    ZoneId zone = fields.zone("time_zone", "America/New_York");
    Optional<NumberPattern> numbers = numbers(fields, QuickBooksSettings.NUMBER);
    DriftChoice drift = drift(fields.section("drift"));
    fields.done();
    if (!realm.matches("\\d{1,32}")
        || clientId.isEmpty()
        || secret.isEmpty()
        || verifier.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new BookConfig.QuickBooks(
            new QuickBooksSettings(
                book,
                Sections.withoutSlash(api),
                Sections.withoutSlash(tokenUrl),
                clientId,
                new Secret(secret),
                realm,
                QuickBooksSettings.MINOR_VERSION,
                QuickBooksSettings.APP,
                new Secret(verifier),
                PAGE),
            grant,
            zone,
            authorize,
            new BillingRules(numbers, prices),
            drift));
  }
}
