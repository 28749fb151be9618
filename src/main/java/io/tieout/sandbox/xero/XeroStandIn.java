package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A Xero app on loopback, connected to one organisation or several. What [BooksSide] offers is of
/// the first organisation; [#clerk] gives each one's own pages.
public final class XeroStandIn implements BooksSide {
  private final List<Organisation> organisations = new ArrayList<>();
  private final Tokens tokens;
  private final Oauth oauth;
  private final Oauth.Apps apps;
  private final Gate gate;
  private final Webhooks webhooks;
  private final String webhookKey;
  private final RequestLog log = new RequestLog();
  private final Weather weather = new Weather();
  private final InstantSource clock;
  private final LoopbackServer server;

  /// What a stand-in is started with.
  ///
  /// @param port 0 for any free one
  /// @param profiles one for each organisation; each gets books of its own
  /// @param seed of tokens and ids; the same seed gives the same ones
  public record Options(
      int port, Company company, List<Profile> profiles, InstantSource clock, long seed) {
    public Options {
      profiles = List.copyOf(profiles);
      if (profiles.isEmpty()) {
        throw new IllegalArgumentException("a stand-in needs at least one profile");
      }
    }

    /// A US organisation in the company's home currency.
    public static Options of(Company company, InstantSource clock) {
      Profile profile = Profile.us(company.name(), company.home());
      return new Options(0, company, List.of(profile), clock, company.seed());
    }

    public Options with(Profile... newProfiles) {
      return new Options(port, company, List.of(newProfiles), clock, seed);
    }

    public Options at(int newPort) {
      return new Options(newPort, company, profiles, clock, seed);
    }
  }

  private XeroStandIn(Options options) {
    clock = options.clock();
    RandomGenerator random = new Random(options.seed());
    RandomGenerator secrets = new Random(~options.seed());
    for (Profile profile : options.profiles()) {
      organisations.add(Organisation.seeded(profile, options.company(), clock, random));
    }
    Jwts jwts = new Jwts(options.seed());
    tokens = new Tokens(secrets, jwts);
    apps =
        new Oauth.Apps(
            Ids.letters(secrets, 32).toUpperCase(java.util.Locale.ROOT),
            Ids.letters(secrets, 48),
            Ids.letters(secrets, 32).toUpperCase(java.util.Locale.ROOT),
            Ids.letters(secrets, 48));
    webhookKey = Ids.letters(secrets, 64);
    oauth = new Oauth(apps, organisations, tokens, jwts, clock);
    tokens.grant(oauth.everything(), clock.instant());
    webhooks = new Webhooks(webhookKey, new Random(options.seed() + 1), clock);
    gate = new Gate(oauth, organisations, clock, log);
    server = LoopbackServer.start("Xero", options.port(), gate, weather, Gate::throttled);
    String base = server.base().toString();
    for (Organisation organisation : organisations) {
      Events events = new Events(organisation, base);
      organisation
          .books()
          .onCommit(changes -> {
            List<Json.Obj> told = events.of(changes);
            if (!told.isEmpty()) {
              webhooks.tell(told);
            }
          });
    }
  }

  public static XeroStandIn start(Options options) {
    return new XeroStandIn(options);
  }

  @Override
  public String system() {
    return "xero";
  }

  @Override
  public String title() {
    return "Xero";
  }

  @Override
  public URI base() {
    return server.base();
  }

  @Override
  public Weather weather() {
    return weather;
  }

  /// Fields: `base`, `apiBase`, `tokenUrl`, `authorizeUrl`, `connectionsUrl`, `revokeUrl`,
  /// `jwksUrl`, `tenantId` (the first organisation's), `tenantIds`, `clientId`, `clientSecret`,
  /// `customClientId`, `customClientSecret`, `refreshToken`, `webhookKey`.
  @Override
  public Json.Obj info() {
    String base = base().toString();
    return Json.object()
        .put("base", base)
        .put("apiBase", base + "/api.xro/2.0")
        .put("tokenUrl", base + Oauth.TOKEN)
        .put("authorizeUrl", base + Oauth.AUTHORIZE)
        .put("connectionsUrl", base + Oauth.CONNECTIONS)
        .put("revokeUrl", base + Oauth.REVOKE)
        .put("jwksUrl", base + "/.well-known/openid-configuration/jwks")
        .put("tenantId", first().tenantId())
        .put("tenantIds", Json.texts(organisations.stream().map(Organisation::tenantId).toList()))
        .put("clientId", apps.id())
        .put("clientSecret", apps.secret())
        .put("customClientId", apps.customId())
        .put("customClientSecret", apps.customSecret())
        .putText("refreshToken", tokens.current())
        .put("webhookKey", webhookKey)
        .build();
  }

  @Override
  public boolean writes(HttpCall call) {
    return call.path().startsWith(Gate.API) && !call.method().equals("GET");
  }

  /// A fresh access token with every scope, of a grant of its own.
  public String accessToken() {
    return tokens.grant(oauth.everything(), clock.instant()).access();
  }

  /// Ends every access token; refresh tokens stay good.
  public void expireTokens() {
    tokens.expire(clock.instant());
  }

  /// An organisation's person disconnects the app (Settings, Connected apps). Its tokens stay good
  /// for the other organisations.
  public void disconnect(String tenantId) {
    if (!tokens.withdraw(tenantId)) {
      throw new IllegalArgumentException("tenant %s is not connected".formatted(tenantId));
    }
  }

  /// Whether the refresh token before the newest is good for another half hour. It is, until this
  /// is switched off.
  public void refreshGrace(boolean on) {
    tokens.grace(on);
  }

  /// Whether calls beyond the vendor's limits are refused: 5 at once, 60 a minute and the plan's
  /// number a day for each organisation, 10,000 a minute for the app. Off until it is switched on;
  /// the headers that tell what remains are always there.
  public void enforceLimits(boolean on) {
    gate.limits().enforce(on);
  }

  /// Enforces limits of one's own, counted anew from now on.
  public void budget(int perMinute, int perDay) {
    gate.limits().budget(perMinute, perDay);
  }

  /// The writes that came in by the API, as the vendor itself knows them.
  public RequestLog requestLog() {
    return log;
  }

  /// The pages of the first organisation.
  public Clerk clerk() {
    return new Clerk(first());
  }

  /// The pages of an organisation.
  public Clerk clerk(String tenantId) {
    return organisations.stream()
        .filter(o -> o.tenantId().equals(tenantId))
        .findFirst()
        .map(Clerk::new)
        .orElseThrow(() -> new IllegalArgumentException("there is no tenant " + tenantId));
  }

  /// Gives the app's webhook an address, which must first pass the intent to receive.
  @Override
  public void webhooksTo(URI receiver) {
    webhooks.to(receiver);
  }

  public WebhookStatus webhookStatus() {
    return webhooks.status();
  }

  @Override
  public Courier courier() {
    return webhooks.courier();
  }

  @Override
  public void deliverTwice(boolean twice) {
    webhooks.mood(twice ? WebhookMood.TWICE : WebhookMood.PROMPT);
  }

  public void webhookMood(WebhookMood mood) {
    webhooks.mood(mood);
  }

  /// Replaces the waits before each next try, in real time.
  public void webhookRetries(List<Duration> waits) {
    webhooks.retries(waits);
  }

  /// Sends the webhooks that were held back.
  public void releaseWebhooks() {
    webhooks.release();
  }

  /// Waits until every webhook that is due has been sent and answered.
  public void settleWebhooks() {
    webhooks.settle();
  }

  @Override
  public CurrencyUnit home() {
    return first().books().profile().base();
  }

  @Override
  public List<InvoiceView> invoices() {
    return clerk().invoices();
  }

  @Override
  public Json.Obj invoiceDocument(String id) {
    return clerk()
        .document("Invoices", id)
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + id));
  }

  @Override
  public InvoicePaper paper(String invoiceId) {
    return clerk().paper(invoiceId);
  }

  @Override
  public List<String> invoicesMadeByApi() {
    return clerk().invoicesMadeByApi();
  }

  @Override
  public int payments() {
    return clerk().payments();
  }

  /// Of more than is open, the pages make a payment and an overpayment.
  @Override
  public String recordPayment(String invoiceId, Money amount) {
    Money due = clerk().due(invoiceId);
    if (amount.isGreaterThan(due) && due.isPositive()) {
      String payment = clerk().recordPayment(invoiceId, due);
      clerk().receive(invoiceId, amount.minus(due));
      return payment;
    }
    return clerk().recordPayment(invoiceId, amount);
  }

  /// Voids an approved invoice, deletes a draft; refused while payments are on it.
  @Override
  public void voidInvoice(String invoiceId) {
    clerk().voidDocument("Invoices", invoiceId);
  }

  @Override
  public void deleteInvoice(String invoiceId) {
    voidInvoice(invoiceId);
  }

  @Override
  public void reprice(String invoiceId, Money price) {
    clerk().reprice(invoiceId, price);
  }

  @Override
  public String credit(String invoiceId, Money amount) {
    return clerk().credit(invoiceId, amount);
  }

  @Override
  public String receive(String invoiceId, Money amount) {
    return clerk().receive(invoiceId, amount);
  }

  @Override
  public void removePayment(String paymentId) {
    clerk().delete("Payments", paymentId);
  }

  @Override
  public String copyInvoice(String invoiceId) {
    return clerk().copy(invoiceId);
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }

  private Organisation first() {
    return organisations.getFirst();
  }
}
