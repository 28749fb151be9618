package io.tieout.door.web;

import io.tieout.engine.inbox.InboxFullException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns requests into [WebCall]s, within each route's limits.
final class Front extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final int PIECE = 8 * 1024;

  private final List<Route> routes;

  Front(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    send(response, answer(request), callback);
    return true;
  }

  private WebAnswer answer(Request request) throws IOException {
    String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    List<Route> here = routes.stream().filter(r -> r.path().equals(path)).toList();
    if (here.isEmpty()) {
      return WebAnswer.text(404, "nothing is here");
    }
    Optional<Route> route =
        here.stream().filter(r -> r.method().equals(request.getMethod())).findFirst();
    if (route.isEmpty()) {
      return WebAnswer.text(405, "use " + here.getFirst().method());
    }
    int max = route.get().maxBody();
    if (request.getLength() > max) {
      return tooLarge(max);
    }
    Optional<byte[]> body = body(request, max);
    if (body.isEmpty()) {
      return tooLarge(max);
    }
    try {
      return route.get().handler().handle(call(request, path, body.get()));
    } catch (InboxFullException e) {
      LOG.warn("{}: {}", route.get(), e.words());
      return WebAnswer.text(503, e.words())
          .with("Retry-After", String.valueOf(e.again().toSeconds()));
    } catch (RuntimeException e) {
      LOG.error("{} failed", route.get(), e);
      return WebAnswer.text(500, "the request could not be handled; it is safe to send it again");
    }
  }

  /// Empty as soon as more than `max` bytes have come: the sender may pause there, and a read for
  /// more would wait with it.
  private static Optional<byte[]> body(Request request, int max) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] piece = new byte[PIECE];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (n > max - body.size()) {
          return Optional.empty();
        }
        body.write(piece, 0, n);
      }
      return Optional.of(body.toByteArray());
    }
  }

  private static WebCall call(Request request, String path, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(
          field.getName().toLowerCase(Locale.ROOT),
          Objects.requireNonNullElse(field.getValue(), ""));
    }
    String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
    return new WebCall(request.getMethod(), path, query, headers, body);
  }

  /// What was not read of the body is no next request.
  private static WebAnswer tooLarge(int max) {
    return WebAnswer.text(413, "the body is larger than the %d bytes taken here".formatted(max))
        .with("Connection", "close");
  }

  private static void send(Response response, WebAnswer answer, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
    headers.put("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::put);
    headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
