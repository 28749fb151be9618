package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.joda.money.Money;

/// A company's QuickBooks Online on loopback, with what its own pages can do: look, edit, take a
/// payment, change preferences.
public final class QuickBooksStandIn implements AutoCloseable {
  private static final String REALM = "9341453200000001";

  private final Books books;
  private final Desk desk;
  private final Views views;
  private final Tokens tokens;
  private final Oauth.App app;
  private final Gate gate;
  private final Webhooks webhooks;
  private final RequestLog log = new RequestLog();
  private final Weather weather = new Weather();
  private final String verifierToken;
  private final InstantSource clock;
  private final LoopbackServer server;

  /// What a stand-in is started with.
  ///
  /// @param port 0 for any free one
  /// @param seed of tokens and ids; the same seed gives the same ones
  public record Options(int port, Company company, InstantSource clock, long seed) {}

  private QuickBooksStandIn(Options options) {
    RandomGenerator random = new Random(options.seed());
    Company company = options.company();
    clock = options.clock();
    books = new Books(clock, Settings.of(company.home(), company.country()));
    desk = new Desk(books);
    views = new Views(books, company.name());
    new Seeding(books, desk, company).run();
    tokens = new Tokens(random);
    app = new Oauth.App(tokens.fresh("AB", 48), tokens.fresh("", 40), REALM);
    verifierToken = tokens.fresh("", 36);
    tokens.consent(clock.instant());
    webhooks = new Webhooks(REALM, verifierToken, random);
    books.onCommit(webhooks::tell);
    Oauth oauth = new Oauth(app, tokens, clock);
    gate = new Gate(oauth, app, books, new Routes(books, desk, views), log);
    server = LoopbackServer.start("QuickBooks", options.port(), gate, weather, gate::throttled);
  }

  public static QuickBooksStandIn start(Options options) {
    return new QuickBooksStandIn(options);
  }

  /// The host's address; the API itself lies below `/v3/company`.
  public URI base() {
    return server.base();
  }

  public Weather weather() {
    return weather;
  }

  /// What a connection needs. Holds secrets: of the sandbox, but do not log it.
  ///
  /// Fields: `base`, `apiBase`, `realmId`, `clientId`, `clientSecret`, `refreshToken`,
  /// `verifierToken`, `tokenUrl`, `discoveryUrl`, `consentUrl`, `revokeUrl`.
  public Json.Obj info() {
    String base = base().toString();
    return Json.object()
        .put("base", base)
        .put("apiBase", base + "/v3/company")
        .put("realmId", app.realmId())
        .put("clientId", app.clientId())
        .put("clientSecret", app.clientSecret())
        .putText("refreshToken", tokens.current())
        .put("verifierToken", verifierToken)
        .put("tokenUrl", base + "/oauth2/v1/tokens/bearer")
        .put("discoveryUrl", base + "/.well-known/openid_sandbox_configuration")
        .put("consentUrl", base + "/connect/oauth2")
        .put("revokeUrl", base + "/v2/oauth2/tokens/revoke")
        .build();
  }

  /// A fresh access token of a grant of its own.
  public String accessToken() {
    return tokens.consent(clock.instant()).access();
  }

  /// Ends every access token; refresh tokens stay good.
  public void expireTokens() {
    tokens.expire();
  }

  /// Every invoice, oldest first.
  public List<InvoiceView> invoices() {
    LocalDate today = books.today();
    return books.all(Kind.INVOICE).stream()
        .map(d -> InvoiceViews.of(d, books.settings().home(), today))
        .toList();
  }

  /// An object's document as the API would show it; empty when there is none.
  public Optional<Json.Obj> document(String entity, String id) {
    return books.alone(() -> books.find(kind(entity), id).map(d -> views.shown(kind(entity), d)));
  }

  /// Every document of an entity in order of creation.
  public List<Json.Obj> documents(String entity) {
    return books.alone(() -> views.all(kind(entity)));
  }

  /// Somebody records a customer's payment of an invoice in the product, today. Gives the payment's
  /// id.
  public String recordPayment(String invoiceId, Money amount) {
    return books.transaction(() -> {
      Json.Obj invoice = books.find(Kind.INVOICE, invoiceId).orElseThrow(Refusal::notFound);
      Json.Obj payment = Seeding.payment(invoice, amount.getAmount(), books.today());
      return byHand(Kind.PAYMENT, Order.Action.CREATE, payment).text("Id");
    });
  }

  /// Somebody enters a new object in the product.
  public Json.Obj enter(String entity, Json.Obj document) {
    return byHand(kind(entity), Order.Action.CREATE, document);
  }

  /// Somebody edits an object in the product: only the given fields change.
  public Json.Obj edit(String entity, String id, Json.Obj sparse) {
    return books.transaction(() ->
        byHand(
            kind(entity),
            Order.Action.UPDATE,
            versioned(entity, id, sparse).with("sparse", Json.of(true))));
  }

  /// Somebody voids a transaction in the product; payments on it become credits.
  public Json.Obj voidTransaction(String entity, String id) {
    return books.transaction(() ->
        byHand(kind(entity), Order.Action.VOID, versioned(entity, id, Json.object().build())));
  }

  /// Somebody deletes an object in the product.
  public Json.Obj delete(String entity, String id) {
    return books.transaction(() ->
        byHand(kind(entity), Order.Action.DELETE, versioned(entity, id, Json.object().build())));
  }

  /// Somebody puts a payment into a bank deposit, which then holds on to it.
  public void deposit(String paymentId) {
    books.transaction(() -> {
      Json.Obj payment = books.find(Kind.PAYMENT, paymentId).orElseThrow(Refusal::notFound);
      Json.Obj link = Json.object().put("TxnId", "9" + paymentId).put("TxnType", "Deposit").build();
      return books.replace(
          Kind.PAYMENT, payment.with("LinkedTxn", Json.array(List.of(link))), Change.Verb.UPDATED);
    });
  }

  public Settings settings() {
    return books.settings();
  }

  /// An administrator changes the company's preferences. A change of country brings other taxes.
  public void change(UnaryOperator<Settings> how) {
    Settings before = books.settings();
    books.settings(how.apply(before));
    if (!books.settings().country().equals(before.country())) {
      TaxTables.load(books);
    }
    if (books.settings().switches().multicurrency()) {
      Currencies.load(books);
    }
  }

  /// Limits requests by the stand-in's clock; the vendor's own limits are 10 and 500. There is no
  /// limit until this is called.
  public void budget(int perSecond, int perMinute) {
    gate.budget(perSecond, perMinute);
  }

  /// The writes that came in by the API, as the vendor itself knows them.
  public RequestLog requestLog() {
    return log;
  }

  /// Sends webhooks of what is committed from now on to the address.
  public void webhooksTo(URI address) {
    webhooks.to(address);
  }

  public Courier courier() {
    return webhooks.courier();
  }

  public void webhookMood(WebhookMood mood) {
    webhooks.mood(mood);
  }

  /// From now on queries do not see what was made so lately; reading by id does.
  public void queryLag(Duration lag) {
    books.queryLag(lag);
  }

  public void webhookFormat(WebhookFormat format) {
    webhooks.format(format);
  }

  /// Replaces the waits before each next try, in real time.
  public void webhookRetries(List<Duration> waits) {
    webhooks.retries(waits);
  }

  /// Sends the webhooks that were held back.
  public void releaseWebhooks() {
    webhooks.release();
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }

  private Json.Obj byHand(Kind kind, Order.Action action, Json.Obj body) {
    return desk.carryOut(Order.byPerson(kind, action, body));
  }

  private Json.Obj versioned(String entity, String id, Json.Obj fields) {
    Json.Obj doc = books.find(kind(entity), id).orElseThrow(Refusal::notFound);
    return fields.with("Id", id).with("SyncToken", doc.text("SyncToken"));
  }

  private static Kind kind(String entity) {
    return Kind.of(entity)
        .orElseThrow(() -> new IllegalArgumentException("no such entity: " + entity));
  }
}
