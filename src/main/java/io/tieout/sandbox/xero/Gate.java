package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.Endpoint;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.xerobooks.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The way in: identity, then token, tenant, limits, scope and idempotency key, in this order, then
/// the API.
final class Gate implements Endpoint {
  static final String API = "/api.xro/2.0/";
  static final String ONLINE = "/in/";

  private final Oauth oauth;
  private final List<Organisation> organisations;
  private final InstantSource clock;
  private final RequestLog log;
  private final Limits limits = new Limits();
  private final Replays replays = new Replays();
  private final Api api = new Api();

  Gate(Oauth oauth, List<Organisation> organisations, InstantSource clock, RequestLog log) {
    this.oauth = oauth;
    this.organisations = List.copyOf(organisations);
    this.clock = clock;
    this.log = log;
  }

  Limits limits() {
    return limits;
  }

  /// What a throttled call gets without having been counted.
  static HttpAnswer throttled() {
    return Problem.limited("minute", 60)
        .withHeader("X-MinLimit-Remaining", "0")
        .withHeader("X-DayLimit-Remaining", "4321")
        .withHeader("X-AppMinLimit-Remaining", "9876");
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    String base = "http://" + call.header("Host").orElse("127.0.0.1");
    return oauth.answer(call, base).or(() -> online(call)).orElseGet(() -> guarded(call, base));
  }

  /// The page a customer opens by the online invoice's address, without any token.
  private Optional<HttpAnswer> online(HttpCall call) {
    if (!call.path().startsWith(ONLINE) || !call.method().equals("GET")) {
      return Optional.empty();
    }
    String id = call.path().substring(ONLINE.length());
    return organisations.stream().flatMap(o -> o.printed(Kind.INVOICE, id).stream()).findFirst();
  }

  private HttpAnswer guarded(HttpCall call, String base) {
    try {
      if (!call.path().startsWith(API)) {
        throw Problem.notFound();
      }
      Tokens.Terms terms = oauth.terms(call);
      Organisation organisation = organisation(call, terms);
      return limited(call, terms, organisation, base);
    } catch (Problem e) {
      return e.answer();
    }
  }

  /// The tenant the call names; not to be connected is not to exist.
  private Organisation organisation(HttpCall call, Tokens.Terms terms) {
    String only = terms.tenants().size() == 1 ? terms.tenants().getFirst() : "";
    String wanted =
        call.header("xero-tenant-id").filter(t -> !t.isBlank()).orElse(custom(terms) ? only : "");
    return organisations.stream()
        .filter(o -> o.tenantId().equals(wanted))
        .filter(o -> terms.tenants().contains(wanted) && oauth.connected(terms, wanted))
        .findFirst()
        .orElseThrow(Problem::otherTenant);
  }

  /// A custom connection needs no tenant: it has but one.
  private boolean custom(Tokens.Terms terms) {
    return !terms.clientId().equals(oauth.everything().clientId());
  }

  /// Every answer to a known tenant tells what remains, refusals too.
  private HttpAnswer limited(
      HttpCall call, Tokens.Terms terms, Organisation organisation, String base) {
    int day = organisation.books().profile().tier().callsADay();
    Limits.Ruling ruling = limits.begin(organisation.tenantId(), day, clock.instant());
    try {
      HttpAnswer answer =
          ruling
              .problem()
              .map(b -> Problem.limited(b.which(), b.seconds()))
              .orElseGet(() -> admitted(call, terms, organisation, base));
      return answer
          .withHeader("X-DayLimit-Remaining", String.valueOf(ruling.day()))
          .withHeader("X-MinLimit-Remaining", String.valueOf(ruling.minute()))
          .withHeader("X-AppMinLimit-Remaining", String.valueOf(ruling.appMinute()));
    } finally {
      limits.end(organisation.tenantId());
    }
  }

  private HttpAnswer admitted(
      HttpCall call, Tokens.Terms terms, Organisation organisation, String base) {
    try {
      List<String> path = Visit.parts(call.rawPath().substring(API.length()));
      if (path.isEmpty()) {
        throw Problem.notFound();
      }
      if (!Scopes.allow(terms.scopes(), call, path)) {
        throw Problem.notAuthorised();
      }
      Visit visit = new Visit(call, organisation, path, base);
      Optional<String> key =
          call.header("Idempotency-Key").filter(k -> !k.isBlank() && visit.saves());
      Replays.Given given =
          key.isPresent()
              ? replays.once(key.get(), call, clock::instant, () -> given(visit, key))
              : given(visit, key);
      given.written().ifPresent(w -> log.add(given.again() ? w.again(clock.instant()) : w));
      return given.answer();
    } catch (Problem e) {
      return e.answer();
    }
  }

  /// Refusals are answers like others here: a key keeps them as well.
  private Replays.Given given(Visit visit, Optional<String> key) {
    try {
      Visit.Reply reply = api.answer(visit);
      Optional<RequestLog.Written> written =
          Optional.of(reply)
              .filter(r -> !r.entity().isEmpty())
              .map(r ->
                  new RequestLog.Written(
                      clock.instant(),
                      visit.organisation().tenantId(),
                      visit.call().method(),
                      visit.call().path(),
                      key,
                      r.entity(),
                      r.ids(),
                      false));
      return new Replays.Given(reply.http(), written, false);
    } catch (Problem e) {
      return new Replays.Given(e.answer(), Optional.empty(), false);
    }
  }
}
