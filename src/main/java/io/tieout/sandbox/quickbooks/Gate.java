package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.Endpoint;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.JsonShapeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way in: authorisation, throttling, replays by `requestid`, then the routes.
///
/// A `requestid` seen before is answered with the first answer, whatever the new body says and
/// whatever became of the object since. Only answers to requests that succeeded are kept; they are
/// kept for the life of the stand-in.
final class Gate implements Endpoint {
  private static final String COMPANY = "/v3/company/";

  private final Oauth oauth;
  private final Oauth.App app;
  private final Books books;
  private final Routes routes;
  private final RequestLog log;
  private final Throttle throttle = new Throttle();
  private final Map<String, Replay> replays = new HashMap<>();

  Gate(Oauth oauth, Oauth.App app, Books books, Routes routes, RequestLog log) {
    this.oauth = oauth;
    this.app = app;
    this.books = books;
    this.routes = routes;
    this.log = log;
  }

  private record Replay(HttpAnswer answer, RequestLog.Written written) {}

  void budget(int perSecond, int perMinute) {
    throttle.budget(new Throttle.Budget(perSecond, perMinute));
  }

  HttpAnswer throttled() {
    return refused(Refusal.throttled());
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    String base = "http://" + call.header("Host").orElse("127.0.0.1");
    HttpAnswer answer =
        oauth.answer(call, base).or(() -> routes.file(call)).orElseGet(() -> company(call, base));
    return answer.withHeader("intuit_tid", oauth.traceId());
  }

  private HttpAnswer company(HttpCall call, String base) {
    try {
      if (!call.path().startsWith(COMPANY)) {
        return HttpAnswer.of(404, "text/plain", "no such address: " + call.path());
      }
      if (!oauth.admits(call)) {
        throw Refusal.tokenExpired();
      }
      List<String> path = Arrays.asList(call.path().substring(COMPANY.length()).split("/", -1));
      if (!path.getFirst().equals(app.realmId())) {
        throw Refusal.otherCompany();
      }
      if (!throttle.admits(books.now())) {
        throw Refusal.throttled();
      }
      List<String> rest = path.subList(1, path.size());
      return books.alone(() -> once(call, new Routes.Visit(call, rest, base)));
    } catch (Refusal e) {
      return refused(e);
    } catch (JsonShapeException e) {
      return refused(Refusal.unreadable(String.valueOf(e.getMessage())));
    }
  }

  private HttpAnswer once(HttpCall call, Routes.Visit visit) {
    Optional<String> requestId = call.param("requestid").filter(r -> !r.isBlank());
    boolean writes = call.method().equals("POST") && !visit.isAt("query");
    Optional<Replay> known = writes ? requestId.map(replays::get) : Optional.empty();
    if (known.isPresent()) {
      log.add(known.get().written().again(books.now()));
      return known.get().answer();
    }
    Routes.Answer answer = routes.answer(visit);
    if (writes && answer.http().status() < 300) {
      RequestLog.Written written =
          new RequestLog.Written(
              books.now(), call.path(), requestId, answer.entity(), answer.ids(), false);
      log.add(written);
      requestId.ifPresent(id -> replays.put(id, new Replay(answer.http(), written)));
    }
    return answer.http();
  }

  private HttpAnswer refused(Refusal refusal) {
    return HttpAnswer.json(refusal.status(), refusal.body(books.now()));
  }
}
