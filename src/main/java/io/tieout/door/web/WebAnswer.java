package io.tieout.door.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered.
///
/// @param headers beside type, length and what every answer has
public record WebAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
  public WebAnswer {
    headers = Map.copyOf(headers);
  }

  public WebAnswer(int status, String contentType, byte[] body) {
    this(status, contentType, body, Map.of());
  }

  /// The same, with one header more.
  public WebAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new WebAnswer(status, contentType, body, more);
  }

  public static WebAnswer empty(int status) {
    return new WebAnswer(status, "text/plain", new byte[0]);
  }

  public static WebAnswer text(int status, String body) {
    return of(status, "text/plain;charset=utf-8", body);
  }

  public static WebAnswer json(int status, String body) {
    return of(status, "application/json;charset=utf-8", body);
  }

  public static WebAnswer of(int status, String contentType, String body) {
    return new WebAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }
}
