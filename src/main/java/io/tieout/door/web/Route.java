package io.tieout.door.web;

/// One path of the web door.
///
/// @param label the path as it may be logged: one with a secret in it is named without
/// @param maxBody the largest body accepted, in bytes; more is refused with 413 unread
public record Route(String method, String path, String label, int maxBody, WebHandler handler) {
  /// Enough for any webhook of the vendors we know.
  public static final int WEBHOOK_BODY = 1024 * 1024;

  public Route {
    if (!path.startsWith("/") || maxBody < 0) {
      throw new IllegalArgumentException(
          "a path starts with / and a size is not negative: " + label);
    }
  }

  public static Route get(String path, WebHandler handler) {
    return new Route("GET", path, path, 0, handler);
  }

  public static Route post(String path, WebHandler handler) {
    return new Route("POST", path, path, WEBHOOK_BODY, handler);
  }

  /// The same, logged under another name.
  public Route labelled(String name) {
    return new Route(method, path, name, maxBody, handler);
  }

  @Override
  public String toString() {
    return method + " " + label;
  }
}
