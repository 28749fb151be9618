package io.tieout.sandbox.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// The service key, codes and tokens that are about, and what each may do.
final class Credentials {
  static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);
  private static final String HEX = "0123456789abcdef";

  private final Random random;
  private final App app;
  private final String serviceKey;
  private final String developerKey;
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Set<String>> refreshTokens = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();

  /// What an app is known by. Holds a secret.
  record App(String clientId, String clientSecret, String appId, long portalId, long userId) {
    @Override
    public String toString() {
      return "App[appId=" + appId + "]";
    }
  }

  /// An access token that was given out.
  ///
  /// @param use `access_token` or `client_credentials`
  record Token(String use, Set<String> scopes, Instant until) {
    Token {
      scopes = Set.copyOf(scopes);
    }
  }

  private record Code(String redirect, Set<String> scopes, Instant until) {}

  /// Who calls.
  ///
  /// @param oauth whether with an OAuth token, not the service key
  record Caller(boolean oauth, Set<String> scopes) {}

  Credentials(long seed, long portalId) {
    this.random = new Random(seed ^ 0x5DEECE66DL);
    this.app =
        new App(
            uuid(),
            uuid(),
            Integer.toString(3_100_000 + random.nextInt(90_000)),
            portalId,
            61_400_017L);
    this.serviceKey = "pat-na1-" + uuid();
    this.developerKey = uuid();
  }

  App app() {
    return app;
  }

  String serviceKey() {
    return serviceKey;
  }

  /// Opens the app's own settings under v3, in the query.
  String developerKey() {
    return developerKey;
  }

  /// Who may change the app's own settings: its developer, or the app by its client credentials. A
  /// portal's key may not.
  void developer(Optional<String> key, Optional<String> header, Instant now) {
    if (key.isPresent() && key.get().equals(developerKey)) {
      return;
    }
    boolean app =
        bearer(header)
            .flatMap(this::token)
            .filter(t -> t.use().equals("client_credentials") && now.isBefore(t.until()))
            .isPresent();
    if (!app) {
      throw invalid();
    }
  }

  private static Optional<String> bearer(Optional<String> header) {
    return header
        .filter(h -> h.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(h -> h.substring(7).strip());
  }

  String code(String redirect, Set<String> scopes, Instant now) {
    String code = "na1-" + text(32);
    codes.put(code, new Code(redirect, scopes, now.plus(CODE_LIFE)));
    return code;
  }

  /// The scopes of a code, once.
  Optional<Set<String>> redeem(String code, String redirect, Instant now) {
    return Optional.ofNullable(codes.remove(code))
        .filter(c -> c.redirect().equals(redirect) && now.isBefore(c.until()))
        .map(Code::scopes);
  }

  String refreshToken(Set<String> scopes) {
    String token = "na1-" + text(36);
    refreshTokens.put(token, Set.copyOf(scopes));
    return token;
  }

  Optional<Set<String>> refreshScopes(String token) {
    return Optional.ofNullable(refreshTokens.get(token));
  }

  String access(String use, Set<String> scopes, Instant now) {
    String token = "CM" + text(96);
    tokens.put(token, new Token(use, scopes, now.plus(TOKEN_LIFE)));
    return token;
  }

  Optional<Token> token(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  /// A refresh token or an access token is good no more.
  boolean revoke(String token) {
    boolean known = refreshTokens.remove(token) != null;
    return tokens.remove(token) != null || known;
  }

  /// Ends each access token as of now; refresh tokens stay good.
  void expire(Instant now) {
    tokens.replaceAll((_, t) -> new Token(t.use(), t.scopes(), now));
  }

  void withdraw(String scope) {
    withdrawn.add(scope);
  }

  void grant(String scope) {
    withdrawn.remove(scope);
  }

  Set<String> left(Set<String> scopes) {
    Set<String> left = new TreeSet<>(scopes);
    left.removeAll(withdrawn);
    return left;
  }

  /// Who shows this bearer; the vendor's refusals when nobody may.
  Caller caller(Optional<String> header, Instant now) {
    String bearer = bearer(header).orElseThrow(Credentials::invalid);
    if (bearer.equals(serviceKey)) {
      return new Caller(false, left(Scopes.all()));
    }
    Token token = token(bearer).orElseThrow(Credentials::invalid);
    if (!now.isBefore(token.until())) {
      throw new Refusal(
          401,
          "EXPIRED_AUTHENTICATION",
          "The OAuth token used to make this call expired %d second(s) ago."
              .formatted(Duration.between(token.until(), now).toSeconds()),
          List.of(),
          Map.of("expire time", List.of(Stamps.iso(token.until()))));
    }
    return new Caller(true, left(token.scopes()));
  }

  /// A random text as correlation ids are.
  String uuid() {
    String hex = text(32);
    return "%s-%s-%s-%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  private static Refusal invalid() {
    return new Refusal(
        401,
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you"
            + " can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
        List.of());
  }

  private String text(int length) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(HEX.charAt(random.nextInt(HEX.length())));
    }
    return out.toString();
  }
}
