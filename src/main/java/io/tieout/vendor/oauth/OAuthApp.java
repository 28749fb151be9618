package io.tieout.vendor.oauth;

import io.tieout.value.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our app at one vendor, as its token endpoint wants to see it.
///
/// @param vendor the vendor's name for people, such as `Xero`
/// @param connection what is connected, for people, such as `book 'uk'`
/// @param headers sent with every token request
/// @param expiryFields fields of a token answer, in seconds, that say when the refresh token ends
/// @param refreshLife how long an unused refresh token lives where the vendor does not say
/// @param settingNames what an administrator corrects when the app is refused
public record OAuthApp(
    String vendor,
    String connection,
    URI tokenUrl,
    String clientId,
    Secret clientSecret,
    ClientAuth auth,
    Map<String, String> headers,
    List<String> expiryFields,
    Optional<Duration> refreshLife,
    String settingNames) {
  public OAuthApp {
    headers = Map.copyOf(headers);
    expiryFields = List.copyOf(expiryFields);
  }

  /// How the app says who it is.
  public enum ClientAuth {
    /// HTTP Basic with id and secret.
    BASIC,
    /// Id and secret as fields of the form.
    FORM
  }
}
