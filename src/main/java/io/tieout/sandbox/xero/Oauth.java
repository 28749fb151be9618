package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.ConsentPage;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The identity endpoints: consent, tokens, revocation, keys, and which organisations are
/// connected.
final class Oauth {
  static final String AUTHORIZE = "/identity/connect/authorize";
  static final String TOKEN = "/connect/token";
  static final String REVOKE = "/connect/revocation";
  static final String CONNECTIONS = "/connections";
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final Apps apps;
  private final List<Organisation> organisations;
  private final Tokens tokens;
  private final Jwts jwts;
  private final InstantSource clock;

  Oauth(
      Apps apps, List<Organisation> organisations, Tokens tokens, Jwts jwts, InstantSource clock) {
    this.apps = apps;
    this.organisations = organisations;
    this.tokens = tokens;
    this.jwts = jwts;
    this.clock = clock;
  }

  /// The registered web app, and the custom connection, which reaches the first organisation alone.
  record Apps(String id, String secret, String customId, String customSecret) {
    @Override
    public String toString() {
      return "Apps[" + id + ", " + customId + "]";
    }
  }

  Optional<HttpAnswer> answer(HttpCall call, String base) {
    String path = call.path();
    // The official Java client writes it with a capital.
    if (path.toLowerCase(Locale.ROOT).startsWith(CONNECTIONS)) {
      return Optional.of(connections(call));
    }
    return switch (path) {
      case AUTHORIZE -> Optional.of(consent(call));
      case TOKEN -> Optional.of(token(call));
      case REVOKE -> Optional.of(revoke(call));
      case DISCOVERY -> Optional.of(HttpAnswer.json(200, discovery(base)));
      case DISCOVERY + "/jwks" -> Optional.of(HttpAnswer.json(200, jwts.keys()));
      default -> Optional.empty();
    };
  }

  /// The terms of the call's token; a [Problem] when it has none, or one that is over.
  Tokens.Terms terms(HttpCall call) {
    Tokens.Access access =
        call.header("Authorization")
            .filter(h -> h.regionMatches(true, 0, "Bearer ", 0, 7))
            .flatMap(h -> tokens.access(h.substring(7).strip()))
            .orElseThrow(Problem::noToken);
    if (!clock.instant().isBefore(access.until())) {
      throw Problem.tokenExpired(access.until());
    }
    return access.terms();
  }

  boolean connected(Tokens.Terms terms, String tenant) {
    return terms.clientId().equals(apps.customId()) || tokens.connected(terms, tenant);
  }

  /// What an administrator who consents to everything would give.
  Tokens.Terms everything() {
    return new Tokens.Terms(apps.id(), Scopes.all(), tenants());
  }

  private List<String> tenants() {
    return organisations.stream().map(Organisation::tenantId).toList();
  }

  private static Json.Obj discovery(String base) {
    return Json.object()
        .put("issuer", "https://identity.xero.com")
        .put("jwks_uri", base + DISCOVERY + "/jwks")
        .put("authorization_endpoint", base + AUTHORIZE)
        .put("token_endpoint", base + TOKEN)
        .put("revocation_endpoint", base + REVOKE)
        .put("scopes_supported", Json.texts(Scopes.all().stream().sorted().toList()))
        .put(
            "grant_types_supported",
            Json.texts(List.of("authorization_code", "client_credentials", "refresh_token")))
        .put("response_types_supported", Json.texts(List.of("code")))
        .put("code_challenge_methods_supported", Json.texts(List.of("S256")))
        .build();
  }

  /// A page that asks an administrator, who chooses the organisations; what it posts is answered
  /// with the way back. Those connected before stay connected.
  private HttpAnswer consent(HttpCall call) {
    Map<String, String> asked = ConsentPage.asked(call);
    Optional<Set<String>> scopes = Scopes.asked(asked.getOrDefault("scope", ""));
    ConsentPage page = page(scopes.orElse(Set.of()));
    Optional<String> wrong = wrong(asked, scopes);
    if (wrong.isPresent()) {
      return page.wrong(wrong.get());
    }
    if (call.method().equals("GET")) {
      return page.drawn(asked);
    }
    if (ConsentPage.denied(call)) {
      return ConsentPage.refusal(asked);
    }
    List<String> chosen = ConsentPage.chosen(call);
    List<String> reached =
        tenants().stream()
            .filter(t -> chosen.contains(t) || tokens.connected(everything(), t))
            .toList();
    if (chosen.isEmpty() || !tenants().containsAll(chosen)) {
      return page.wrong("Choose an organisation.");
    }
    String redirect = asked.getOrDefault("redirect_uri", "");
    Tokens.Terms terms = new Tokens.Terms(apps.id(), scopes.orElseThrow(), reached);
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put(
        "code",
        tokens.code(
            new Tokens.Code(
                terms,
                redirect,
                Optional.ofNullable(asked.get("code_challenge")),
                Tokens.codeEnds(clock.instant()))));
    answer.put("scope", String.join(" ", scopes.orElseThrow()));
    Optional.ofNullable(asked.get("state")).ifPresent(state -> answer.put("state", state));
    return ConsentPage.back(redirect, answer);
  }

  private ConsentPage page(Set<String> scopes) {
    return new ConsentPage(
        "Xero",
        "",
        scopes.stream().sorted().toList(),
        organisations.stream().map(o -> new ConsentPage.Choice(o.tenantId(), o.name())).toList(),
        "Allow access");
  }

  private Optional<String> wrong(Map<String, String> asked, Optional<Set<String>> scopes) {
    boolean sound =
        asked.getOrDefault("client_id", "").equals(apps.id())
            && asked.getOrDefault("response_type", "").equals("code")
            && allowed(asked.getOrDefault("redirect_uri", ""));
    if (!sound) {
      return Optional.of(
          "invalid_request: client_id, response_type=code or redirect_uri is not right");
    }
    if (scopes.isEmpty()) {
      return Optional.of("invalid_scope: " + asked.getOrDefault("scope", ""));
    }
    boolean plain = !asked.getOrDefault("code_challenge_method", "").equals("S256");
    return asked.containsKey("code_challenge") && plain
        ? Optional.of("invalid_request: code_challenge_method must be S256")
        : Optional.empty();
  }

  /// Without encryption only to one's own machine.
  private static boolean allowed(String redirect) {
    return redirect.startsWith("https://")
        || redirect.matches("http://(localhost|127\\.0\\.0\\.1)([:/].*)?");
  }

  /// Who the client is decides which grants it may use: the custom connection has no user, the app
  /// has no credentials of its own.
  private HttpAnswer token(HttpCall call) {
    Instant now = clock.instant();
    Optional<Client> client = client(call);
    if (!call.method().equals("POST") || client.isEmpty()) {
      return refused("invalid_client");
    }
    boolean custom = client.get().custom();
    return switch (field(call, "grant_type")) {
      case "authorization_code" ->
          custom ? refused("unauthorized_client") : exchanged(call, client.get());
      case "refresh_token" ->
          custom
              ? refused("unauthorized_client")
              : tokens
                  .refresh(field(call, "refresh_token"), now)
                  .map(this::issued)
                  .orElseGet(() -> refused("invalid_grant"));
      case "client_credentials" -> custom ? credentials(call) : refused("unauthorized_client");
      default -> refused("unsupported_grant_type");
    };
  }

  /// A code is spent by the try, even by one that fails.
  private HttpAnswer exchanged(HttpCall call, Client client) {
    Instant now = clock.instant();
    Optional<Tokens.Code> code =
        tokens
            .spend(field(call, "code"), now)
            .filter(c -> c.redirect().equals(field(call, "redirect_uri")))
            .filter(c -> proven(c, call, client));
    return code.map(c -> issued(tokens.grant(c.terms(), now)))
        .orElseGet(() -> refused("invalid_grant"));
  }

  /// A client without a secret proves itself by PKCE; with a secret PKCE is checked where used.
  private static boolean proven(Tokens.Code code, HttpCall call, Client client) {
    return code.challenge()
        .map(c -> c.equals(sha256(field(call, "code_verifier"))))
        .orElse(client.secret());
  }

  private static String sha256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// Without a scope the custom connection gets all it was set up with.
  private HttpAnswer credentials(HttpCall call) {
    String scope = field(call, "scope");
    Optional<Set<String>> scopes =
        scope.isBlank() ? Optional.of(Scopes.all()) : Scopes.asked(scope);
    return scopes
        .filter(s -> scope.isBlank() || !s.contains("offline_access"))
        .map(s -> new Tokens.Terms(apps.customId(), s, List.of(tenants().getFirst())))
        .map(t -> issued(tokens.direct(t, clock.instant())))
        .orElseGet(() -> refused("invalid_scope"));
  }

  private HttpAnswer issued(Tokens.Issued issued) {
    Instant now = clock.instant();
    JsonObjBuilder body = Json.object();
    if (issued.terms().scopes().contains("openid")) {
      body.put(
          "id_token",
          jwts.signed(
              Json.object()
                  .put("nbf", now.getEpochSecond())
                  .put("exp", now.plus(Tokens.ACCESS).getEpochSecond())
                  .put("iss", "https://identity.xero.com")
                  .put("aud", issued.terms().clientId())
                  .put("iat", now.getEpochSecond())
                  .put("sub", "c1b0c5a1f6be5e8d9b0a7cbb0a9b3d11")
                  .put("email", "bookkeeper@example.com")
                  .build()));
    }
    body.put("access_token", issued.access())
        .put("expires_in", Tokens.ACCESS.toSeconds())
        .put("token_type", "Bearer")
        .putText("refresh_token", issued.refresh())
        .put("scope", String.join(" ", issued.terms().scopes().stream().sorted().toList()));
    return HttpAnswer.json(200, body.build()).withHeader("Cache-Control", "no-store, no-cache");
  }

  private HttpAnswer revoke(HttpCall call) {
    if (client(call).isEmpty()) {
      return refused("invalid_client");
    }
    tokens.revoke(field(call, "token"));
    return HttpAnswer.empty(200);
  }

  /// Lists the organisations of the token's grant, or disconnects one.
  private HttpAnswer connections(HttpCall call) {
    try {
      Tokens.Terms terms = terms(call);
      if (call.method().equals("DELETE")) {
        String id = call.path().substring(CONNECTIONS.length()).replace("/", "");
        boolean known = tokens.connections(terms).stream().anyMatch(c -> c.id().equals(id));
        return known && tokens.disconnect(id) ? HttpAnswer.empty(204) : Problem.notFound().answer();
      }
      return HttpAnswer.json(200, Json.array(tokens.connections(terms).stream().map(this::shown)));
    } catch (Problem e) {
      return e.answer();
    }
  }

  private Json.Obj shown(Tokens.Connection connection) {
    String name =
        organisations.stream()
            .filter(o -> o.tenantId().equals(connection.tenantId()))
            .map(Organisation::name)
            .findFirst()
            .orElse("");
    return Json.object()
        .put("id", connection.id())
        .put("authEventId", connection.event())
        .put("tenantId", connection.tenantId())
        .put("tenantType", "ORGANISATION")
        .put("tenantName", name)
        .put("createdDateUtc", Stamps.event(connection.created()))
        .put("updatedDateUtc", Stamps.event(connection.updated()))
        .build();
  }

  private record Client(boolean custom, boolean secret) {}

  /// By Basic or in the form; an id without a secret is a client that relies on PKCE.
  private Optional<Client> client(HttpCall call) {
    String basic =
        call.header("Authorization")
            .filter(h -> h.startsWith("Basic "))
            .map(h -> decoded(h.substring(6)))
            .orElseGet(() -> field(call, "client_id") + ":" + field(call, "client_secret"));
    if (basic.equals(apps.id() + ":" + apps.secret())) {
      return Optional.of(new Client(false, true));
    }
    if (basic.equals(apps.customId() + ":" + apps.customSecret())) {
      return Optional.of(new Client(true, true));
    }
    return basic.equals(apps.id() + ":") ? Optional.of(new Client(false, false)) : Optional.empty();
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static String field(HttpCall call, String name) {
    return Optional.ofNullable(call.form().get(name)).map(List::getFirst).orElse("");
  }

  private static HttpAnswer refused(String error) {
    return HttpAnswer.json(400, Json.object().put("error", error).build());
  }
}
