package io.tieout.vendor.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// One request to a vendor.
///
/// @param intent whether it may be repeated; says nothing about the method, a query may be a `POST`
public record Call(
    String method, URI uri, Map<String, String> headers, byte[] body, Intent intent) {

  /// What repeating the call would do.
  public enum Intent {
    /// Changes nothing there: it may be sent again.
    READ,
    /// Changes something there: it is sent once.
    WRITE
  }

  public Call {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  public static Call get(URI uri) {
    return new Call("GET", uri, Map.of(), new byte[0], Intent.READ);
  }

  /// A call with a body that changes nothing, such as a query or a token request.
  public static Call read(String method, URI uri, String contentType, byte[] body) {
    return new Call(method, uri, Map.of("Content-Type", contentType), body, Intent.READ);
  }

  public static Call write(String method, URI uri, String contentType, byte[] body) {
    return new Call(method, uri, Map.of("Content-Type", contentType), body, Intent.WRITE);
  }

  public Call withHeader(String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(headers);
    copy.put(name, value);
    return new Call(method, uri, copy, body, intent);
  }

  public boolean isWrite() {
    return intent == Intent.WRITE;
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /// Method and path. Headers, query and body stay out: they may hold secrets.
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
