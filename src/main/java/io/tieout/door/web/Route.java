package io.tieout.door.web;

/// One path of the web door.
///
/// @param maxBody the largest body accepted, in bytes; more is refused with 413 unread
public record Route(String method, String path, int maxBody, WebHandler handler) {
  /// Enough for any webhook of the vendors we know.
  public static final int WEBHOOK_BODY = 1024 * 1024;

  public Route {
    if (!path.startsWith("/") || maxBody < 0) {
      throw new IllegalArgumentException(
          "a path starts with / and a size is not negative: " + path);
    }
  }

  public static Route get(String path, WebHandler handler) {
    return new Route("GET", path, 0, handler);
  }

  public static Route post(String path, WebHandler handler) {
    return new Route("POST", path, WEBHOOK_BODY, handler);
  }
}
