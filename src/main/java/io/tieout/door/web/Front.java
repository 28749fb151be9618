package io.tieout.door.web;

import io.tieout.engine.inbox.InboxFullException;
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
    byte[] body = body(request, max + 1);
    if (body.length > max) {
      return tooLarge(max);
    }
    try {
      return route.get().handler().handle(call(request, path, body));
    } catch (InboxFullException e) {
      LOG.warn("{}: {}", route.get(), e.words());
      return WebAnswer.text(503, e.words())
          .with("Retry-After", String.valueOf(e.again().toSeconds()));
    } catch (RuntimeException e) {
      LOG.error("{} failed", route.get(), e);
      return WebAnswer.text(500, "the request could not be handled; it is safe to send it again");
    }
  }

  private static byte[] body(Request request, int most) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return in.readNBytes(most);
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

  private static WebAnswer tooLarge(int max) {
    return WebAnswer.text(413, "the body is larger than the %d bytes taken here".formatted(max));
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
