package io.tieout.vendor.oauth;

import io.tieout.value.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What an administrator is asked at a vendor: to let our app act on one account.
///
/// A vendor that knows no PKCE ignores its fields, as RFC 6749 3.1 wants of unknown ones, so they
/// are always sent.
///
/// @param authorizeUrl the vendor's page that asks
/// @param redirect where the vendor sends the answer; must be registered there letter by letter
public record Consent(URI authorizeUrl, String clientId, List<String> scopes, URI redirect) {
  /// 256 bits, as 43 letters: what RFC 7636 4.1 asks of a verifier at least.
  private static final int RANDOM_BYTES = 32;

  public Consent {
    scopes = List.copyOf(scopes);
  }

  /// A consent under way.
  ///
  /// @param address where to send the browser; holds no secret
  /// @param state comes back with the answer and must be the same
  /// @param verifier proves with the code that we began this consent
  public record Begun(URI address, String state, Secret verifier) {
    @Override
    public String toString() {
      return "Begun[********]";
    }
  }

  /// Begins.
  ///
  /// @param connection stands in the state in the clear, to find what is under way again
  /// @param random must not be predictable
  public Begun begin(String connection, RandomGenerator random) {
    String state = connection + "." + unguessable(random);
    String verifier = unguessable(random);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("response_type", "code");
    query.put("scope", String.join(" ", scopes));
    query.put("redirect_uri", redirect.toString());
    query.put("state", state);
    query.put("code_challenge", challenge(verifier));
    query.put("code_challenge_method", "S256");
    String joined =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    String mark = authorizeUrl.getRawQuery() == null ? "?" : "&";
    return new Begun(URI.create(authorizeUrl + mark + joined), state, new Secret(verifier));
  }

  /// The connection a state was made for; what is no state of ours gives a name nobody has.
  public static String connectionOf(String state) {
    int dot = state.indexOf('.');
    return dot < 0 ? "" : state.substring(0, dot);
  }

  /// Letters that may stand in an address as they are.
  public static String unguessable(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// RFC 7636 4.2, method S256.
  static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A space as `%20`: vendors compare scopes and addresses after decoding, and not all take a
  /// plus.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
