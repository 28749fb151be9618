package io.tieout.app.connect;

import io.tieout.door.web.Route;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.vault.Tickets;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.oauth.Consent;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The administrator's pages. Nobody sees them without a link that `./tieout connect` printed; the
/// link opens a session, whose cookie no script reads and no other site can use to write.
public final class ConnectRoutes {
  static final String HOME = "/connect";
  private static final String COOKIE = "tieout_admin";

  private final Optional<URI> publicUrl;
  private final List<Connectable> connectables;
  private final Tickets tickets;
  private final ConsentDesk desk;
  private final ConnectPage page;

  /// What the pages work with.
  public record Deps(
      Database database, VaultedGrant.Kept kept, Audit audit, Reconnecting watch, Timing timing) {}

  /// @param publicUrl how browsers and vendors reach us; without it nothing can be connected
  /// @param zone in which days are shown
  public ConnectRoutes(
      Optional<URI> publicUrl, ZoneId zone, List<Connectable> connectables, Deps deps) {
    this.publicUrl = publicUrl;
    this.connectables = List.copyOf(connectables);
    this.tickets = new Tickets(deps.database(), deps.timing().clock());
    this.desk = new ConsentDesk(deps);
    this.page = new ConnectPage(zone, () -> standings(deps), publicUrl.isPresent());
  }

  /// Where a vendor sends its answer.
  static String callback(String system) {
    return HOME + "/callback/" + system;
  }

  private List<ConnectPage.Row> standings(Deps deps) {
    return connectables.stream()
        .map(c -> new ConnectPage.Row(c, Standing.of(c, deps.kept(), deps.timing().clock())))
        .toList();
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(HOME, this::home));
    routes.add(Route.get(ConnectPage.STYLE, _ -> page.style()));
    for (Connectable connectable : connectables) {
      routes.add(
          Route.get(
              HOME + "/" + connectable.key(),
              call -> inside(call, (s, url) -> begin(connectable, url, s))));
    }
    connectables.stream()
        .map(Connectable::system)
        .distinct()
        .forEach(system ->
            routes.add(
                Route.get(
                    callback(system),
                    call -> inside(call, (s, url) -> complete(system, url, call, s)))));
    return routes;
  }

  /// With a link's token it opens a session and comes back without it, so that it stays in no
  /// history; else it shows how everything stands.
  private WebAnswer home(WebCall call) {
    Map<String, String> query = query(call);
    Optional<String> link = Optional.ofNullable(query.get("token"));
    if (link.isPresent()) {
      return tickets.enter(link.get()).map(this::entered).orElseGet(page::locked);
    }
    if (session(call).isEmpty()) {
      return page.locked();
    }
    Optional<Connectable> done =
        connectables.stream().filter(c -> c.key().equals(query.get("connected"))).findFirst();
    return page.overview(200, done.map(c -> c.spoken() + " is connected."), Optional.empty());
  }

  private WebAnswer entered(Secret session) {
    boolean encrypted = publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    return ConnectPage.redirect(HOME)
        .with(
            "Set-Cookie",
            "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(
                    COOKIE,
                    session.reveal(),
                    HOME,
                    Tickets.SESSION.toSeconds(),
                    encrypted ? "; Secure" : ""));
  }

  /// For whoever has a session, where our own address is known.
  private WebAnswer inside(WebCall call, BiFunction<String, URI, WebAnswer> work) {
    Optional<String> session = session(call);
    if (session.isEmpty()) {
      return page.locked();
    }
    return publicUrl
        .map(url -> work.apply(session.get(), url))
        .orElseGet(() ->
            page.overview(
                409,
                Optional.empty(),
                Optional.of("Set web.public_url in the configuration and start Tieout again.")));
  }

  private WebAnswer begin(Connectable connectable, URI publicUrl, String session) {
    return ConnectPage.redirect(desk.begin(connectable, publicUrl, session).toString());
  }

  private WebAnswer complete(String system, URI publicUrl, WebCall call, String session) {
    Map<String, String> callback = query(call);
    String connection = Consent.connectionOf(callback.getOrDefault("state", ""));
    Optional<Connectable> ours =
        connectables.stream().filter(c -> c.key().equals(system + "/" + connection)).findFirst();
    if (ours.isEmpty()) {
      return failed("This answer is to no consent of ours. Begin again.");
    }
    return switch (desk.complete(ours.get(), publicUrl, callback, session)) {
      case ConsentDesk.Outcome.Connected(Connectable done, _) ->
          ConnectPage.redirect(
              HOME + "?connected=" + URLEncoder.encode(done.key(), StandardCharsets.UTF_8));
      case ConsentDesk.Outcome.NotConnected(String why) -> failed(why);
    };
  }

  private WebAnswer failed(String why) {
    return page.overview(400, Optional.empty(), Optional.of(why));
  }

  private Optional<String> session(WebCall call) {
    return call.header("cookie").stream()
        .flatMap(cookies -> Stream.of(cookies.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1))
        .filter(tickets::admits)
        .findFirst();
  }

  /// The first of each.
  private static Map<String, String> query(WebCall call) {
    Map<String, String> query = new HashMap<>();
    for (String pair : call.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
