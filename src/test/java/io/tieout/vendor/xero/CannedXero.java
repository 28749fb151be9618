package io.tieout.vendor.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A Xero that gives the answers it was told to give, and remembers what it was asked.
final class CannedXero implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final String TENANT = "45e4708e-d862-4111-ab3a-dd8cd03913e1";
  private static final String PREFIX = "/api.xro/2.0/";
  static final String ORGANISATION =
      """
      {"Organisations":[{"OrganisationID":"b2c885a9-4bb9-4a00-9b6e-6c2bf60b1a2b",
       "Name":"Northlight Ltd","CountryCode":"GB","BaseCurrency":"GBP","PaysTax":true,
       "SalesTaxBasis":"ACCRUALS","Timezone":"GMTSTANDARDTIME","ShortCode":"!NLglS",
       "PeriodLockDate":"/Date(1790726400000+0000)/",
       "EndOfYearLockDate":"/Date(1774915200000+0000)/"}]}\
      """;

  private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Function<HttpCall, HttpAnswer>> answers = new ConcurrentHashMap<>();
  private final LoopbackServer server;
  final Weather weather = new Weather();
  final MemoryVault vault = new MemoryVault("refresh-1");
  final XeroLedger ledger;

  CannedXero() {
    this(100, Optional.empty());
  }

  CannedXero(int pageSize, Optional<String> salesAccount) {
    server = LoopbackServer.start("canned", 0, this::answer, weather, () -> limited("minute", "7"));
    answers.put(
        "POST /token",
        _ ->
            json(
                "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-2\",\"expires_in\":1800}"));
    on("GET", "Organisation", ORGANISATION);
    on(
        "GET",
        "Currencies",
        "{\"Currencies\":[{\"Code\":\"GBP\"},{\"Code\":\"KWD\"},{\"Code\":\"USD\"}]}");
    ledger = new XeroLedger(settings(pageSize, salesAccount), http(), timing());
  }

  static Settings http() {
    return new Settings(Duration.ofSeconds(10), Duration.ofSeconds(2), 8, 3);
  }

  static Timing timing() {
    return new Timing(() -> NOW, new Random(7), _ -> {});
  }

  XeroAccess access(XeroAuth auth) {
    return new XeroAccess(
        server.base(),
        URI.create(server.base() + "/token"),
        "client-id",
        new Secret("client-secret"),
        auth);
  }

  XeroSettings settings(int pageSize, Optional<String> salesAccount) {
    return new XeroSettings(
        "uk",
        access(new XeroAuth.Consent("group", vault)),
        TENANT,
        new Secret("webhook-key"),
        XeroSettings.APP,
        XeroSettings.MARK_BASE,
        salesAccount,
        Optional.empty(),
        pageSize);
  }

  static HttpAnswer json(String body) {
    return json(200, body);
  }

  static HttpAnswer json(int status, String body) {
    return HttpAnswer.of(status, "application/json; charset=utf-8", body);
  }

  static HttpAnswer limited(String which, String seconds) {
    return HttpAnswer.empty(429)
        .withHeader("X-Rate-Limit-Problem", which)
        .withHeader("Retry-After", seconds);
  }

  static String invalid(String message) {
    return """
    {"ErrorNumber":10,"Type":"ValidationException","Message":"A validation exception occurred",
     "Elements":[{"ValidationErrors":[{"Message":"%s"}]}]}\
    """
        .formatted(message.replace("\"", "\\\""));
  }

  void on(String method, String path, String body) {
    on(method, path, _ -> json(body));
  }

  void on(String method, String path, Function<HttpCall, HttpAnswer> answer) {
    answers.put(method + " " + PREFIX + path, answer);
  }

  void onRoot(String path, Function<HttpCall, HttpAnswer> answer) {
    answers.put(path, answer);
  }

  List<HttpCall> calls(String method, String path) {
    return calls.stream().filter(c -> c.is(method, PREFIX + path)).toList();
  }

  List<HttpCall> tokenCalls() {
    return calls.stream().filter(c -> c.is("POST", "/token")).toList();
  }

  private HttpAnswer answer(HttpCall call) {
    calls.add(call);
    Function<HttpCall, HttpAnswer> found = answers.get(call.method() + " " + call.path());
    return found == null
        ? HttpAnswer.of(404, "text/html", "The resource you're looking for cannot be found")
        : found.apply(call);
  }

  @Override
  public void close() {
    ledger.close();
    server.close();
  }
}
