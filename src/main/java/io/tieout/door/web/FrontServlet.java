package io.tieout.door.web;

import io.tieout.engine.inbox.InboxFullException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns servlet requests into [WebCall]s, within each route's limits.
final class FrontServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FrontServlet.class);

  private final transient List<Route> routes;

  FrontServlet(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    send(response, answer(request));
  }

  private WebAnswer answer(HttpServletRequest request) throws IOException {
    String path = request.getRequestURI();
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
    if (request.getContentLengthLong() > max) {
      return tooLarge(max);
    }
    byte[] body = request.getInputStream().readNBytes(max + 1);
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

  private static WebCall call(HttpServletRequest request, String path, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    String query = request.getQueryString();
    return new WebCall(request.getMethod(), path, query == null ? "" : query, headers, body);
  }

  private static WebAnswer tooLarge(int max) {
    return WebAnswer.text(413, "the body is larger than the %d bytes taken here".formatted(max));
  }

  private static void send(HttpServletResponse response, WebAnswer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.setHeader("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }
}
