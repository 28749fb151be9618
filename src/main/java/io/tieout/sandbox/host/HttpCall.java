package io.tieout.sandbox.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request as a stand-in sees it. The body has already been unzipped.
///
/// @param path decoded, without the query
/// @param rawPath as it came, still encoded
/// @param query decoded parameters in order of appearance
/// @param headers by lower-case name
public record HttpCall(
    String method,
    String path,
    String rawPath,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte[] body) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(List::getFirst);
  }

  /// The first value of a query parameter.
  public Optional<String> param(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as `application/x-www-form-urlencoded` fields.
  public Map<String, List<String>> form() {
    return Forms.parse(text());
  }

  public boolean is(String wantedMethod, String wantedPath) {
    return method.equals(wantedMethod) && path.equals(wantedPath);
  }
}
