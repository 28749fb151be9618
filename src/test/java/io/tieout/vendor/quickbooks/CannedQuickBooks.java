package io.tieout.vendor.quickbooks;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A QuickBooks that gives the answers it was told to give, and remembers what it was asked.
final class CannedQuickBooks implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final String REALM = "4620816365";
  private static final String PREFIX = "/v3/company/" + REALM + "/";
  private static final String PREFERENCES =
      """
      {"Preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-09-30"},
       "SalesFormsPrefs":{"CustomTxnNumbers":false,"DefaultTerms":{"value":"3"}},
       "TaxPrefs":{"UsingSalesTax":true,"PartnerTaxEnabled":true},
       "CurrencyPrefs":{"MultiCurrencyEnabled":false,"HomeCurrency":{"value":"USD"}},
       "Id":"1","SyncToken":"7"},"time":"2026-11-22T00:00:00.000-08:00"}\
      """;
  private static final String COMPANY =
      """
      {"CompanyInfo":{"CompanyName":"Northlight Software","Country":"US","Id":"1","SyncToken":"2"}}\
      """;

  private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Function<HttpCall, HttpAnswer>> answers = new ConcurrentHashMap<>();
  private final LoopbackServer server;
  final Weather weather = new Weather();
  final MemoryVault vault;
  final QuickBooksLedger ledger;

  CannedQuickBooks() {
    this(1000);
  }

  CannedQuickBooks(int pageSize) {
    this(pageSize, new MemoryVault("refresh-1"));
  }

  CannedQuickBooks(int pageSize, MemoryVault vault) {
    this.vault = vault;
    server = LoopbackServer.start("canned", 0, this::answer, weather, CannedQuickBooks::throttled);
    answers.put(
        "POST /token",
        _ ->
            json(
                "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"expires_in\":3600}"));
    on("GET", "preferences", PREFERENCES);
    on("GET", "companyinfo/" + REALM, COMPANY);
    ledger = new QuickBooksLedger(settings(pageSize), vault, http(), timing());
  }

  static Settings http() {
    return new Settings(Duration.ofSeconds(10), Duration.ofSeconds(2), 4, 3);
  }

  static Timing timing() {
    return new Timing(() -> NOW, new Random(7), _ -> {});
  }

  QuickBooksSettings settings(int pageSize) {
    return new QuickBooksSettings(
        "main",
        server.base(),
        URI.create(server.base() + "/token"),
        "client-id",
        new Secret("client-secret"),
        REALM,
        75,
        QuickBooksSettings.APP,
        new Secret("verifier"),
        pageSize);
  }

  static HttpAnswer json(String body) {
    return json(200, body);
  }

  static HttpAnswer json(int status, String body) {
    return HttpAnswer.of(status, "application/json;charset=UTF-8", body);
  }

  static HttpAnswer throttled() {
    return json(
        429,
        """
        {"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=429",
         "code":"3001"}],"type":"SERVICE"},"time":1732262400000}\
        """);
  }

  static String fault(String code, String message, String detail) {
    return Json.object()
        .put(
            "Fault",
            Json.object()
                .put(
                    "Error",
                    List.of(
                        Json.object()
                            .put("Message", message)
                            .put("Detail", detail)
                            .put("code", code)
                            .put("element", "")
                            .build()))
                .put("type", "ValidationFault"))
        .build()
        .print();
  }

  void on(String method, String path, String body) {
    on(method, path, _ -> json(body));
  }

  void on(String method, String path, Function<HttpCall, HttpAnswer> answer) {
    answers.put(method + " " + PREFIX + path, answer);
  }

  void onToken(Function<HttpCall, HttpAnswer> answer) {
    answers.put("POST /token", answer);
  }

  /// Answers a query on the entity with these rows, page by page.
  void rows(String entity, String... rows) {
    queries.put(entity, List.of(rows));
    on("GET", "query", this::page);
  }

  private final Map<String, List<String>> queries = new ConcurrentHashMap<>();

  private HttpAnswer page(HttpCall call) {
    String[] words = call.param("query").orElseThrow().split(" ", -1);
    List<String> all = queries.getOrDefault(words[3], List.of());
    int start = Integer.parseInt(words[words.length - 3]) - 1;
    int size = Integer.parseInt(words[words.length - 1]);
    List<String> some =
        all.subList(Math.min(start, all.size()), Math.min(start + size, all.size()));
    return json(
        some.isEmpty()
            ? "{\"QueryResponse\":{}}"
            : "{\"QueryResponse\":{\"%s\":[%s]}}".formatted(words[3], String.join(",", some)));
  }

  List<HttpCall> calls(String method, String path) {
    return calls.stream().filter(c -> c.is(method, PREFIX + path)).toList();
  }

  List<HttpCall> tokenCalls() {
    return calls.stream().filter(c -> c.is("POST", "/token")).toList();
  }

  List<String> statements() {
    List<String> out = new ArrayList<>();
    calls("GET", "query").forEach(c -> out.add(c.param("query").orElseThrow()));
    return out;
  }

  private HttpAnswer answer(HttpCall call) {
    calls.add(call);
    Function<HttpCall, HttpAnswer> found = answers.get(call.method() + " " + call.path());
    return found == null
        ? json(400, fault("610", "Object Not Found", "Object Not Found : " + call.path()))
        : found.apply(call);
  }

  @Override
  public void close() {
    ledger.close();
    server.close();
  }
}
