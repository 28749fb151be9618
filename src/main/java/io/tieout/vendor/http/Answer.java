package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A vendor's answer, read to its end.
///
/// @param headers first value of each, by lower-case name
public record Answer(int status, Map<String, String> headers, byte[] body) {
  public Answer {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
    body = body.clone();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /// The body as UTF-8.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as JSON; `Fault.Broken` when it is none, such as a log-in page sent with 200.
  public Json json() {
    try {
      return Json.parse(text());
    } catch (JsonShapeException e) {
      String message =
          "the answer (status %d, %s, %d bytes) is not JSON"
              .formatted(status, header("content-type").orElse("no content type"), body.length);
      throw new FaultException(new Fault.Broken(message), e);
    }
  }

  /// Status and size, nothing of the content.
  @Override
  public String toString() {
    return "%d (%d bytes)".formatted(status, body.length);
  }
}
