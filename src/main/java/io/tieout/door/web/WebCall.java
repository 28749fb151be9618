package io.tieout.door.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request that came in, with its body as it was sent.
///
/// @param headers first values by lower-case name
/// @param query undecoded, empty when there is none
public record WebCall(
    String method, String path, String query, Map<String, String> headers, byte[] body) {
  public WebCall {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
