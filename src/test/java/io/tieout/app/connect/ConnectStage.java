package io.tieout.app.connect;

import io.tieout.door.web.WebDoor;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Tickets;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.id.IdSource;
import io.tieout.vendor.http.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// The pages over real HTTP, with an administrator's browser that follows nothing by itself.
final class ConnectStage implements AutoCloseable {
  static final String ADMIN = "U0ADMIN";
  private static final String KEY =
      Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII));

  final SettableClock clock = new SettableClock();
  final Database database = TestDatabase.fresh();
  final Vault vault;
  final VaultedGrant.Kept kept;
  final Tickets tickets = new Tickets(database, clock);
  final Findings findings;
  final Timing timing = new Timing(clock, new Random(3), _ -> {});
  final URI url;
  final HttpClient client = HttpClient.newHttpClient();
  private List<Connectable> opened = List.of();
  private Optional<Reconnecting> watch = Optional.empty();
  private Optional<WebDoor> door = Optional.empty();

  ConnectStage() {
    vault =
        new Vault(
            database,
            VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, KEY)).orElseThrow(),
            clock);
    kept = new VaultedGrant.Kept(vault, new Refusals(database, clock));
    IdSource ids = new IdSource(clock, new Random(5));
    findings =
        new Findings(
            new Audit(clock, ids), new Outbox(clock, ids), new Inbox(database, clock), clock, ids);
    url = URI.create("http://127.0.0.1:" + freePort());
  }

  /// Opens the pages for these connections.
  ConnectStage open(List<Connectable> connectables) {
    return open(connectables, Optional.of(url));
  }

  ConnectStage open(List<Connectable> connectables, Optional<URI> publicUrl) {
    IdSource ids = new IdSource(clock, new Random(9));
    ZoneId zone = ZoneId.of("America/New_York");
    Directory people =
        new Directory(
            List.of(
                new Member(ADMIN, "Ada Admin", Optional.empty(), Set.of(Role.ADMIN)),
                new Member("U0CLERK", "Cleo Clerk", Optional.empty(), Set.of(Role.AR_CLERK))));
    Reconnecting looking =
        new Reconnecting(
            new Reconnecting.Deps(
                database, kept, findings, new Outbox(clock, ids), () -> people, timing, zone),
            connectables);
    watch = Optional.of(looking);
    opened = List.copyOf(connectables);
    ConnectRoutes routes =
        new ConnectRoutes(
            publicUrl,
            zone,
            connectables,
            new ConnectRoutes.Deps(database, kept, new Audit(clock, ids), looking, timing));
    door = Optional.of(WebDoor.open("127.0.0.1", url.getPort(), routes.routes()));
    return this;
  }

  void watch() {
    watch.orElseThrow().look();
  }

  List<Finding> open() {
    return database.inTransaction(findings::open);
  }

  /// How many messages went to the administrator alone.
  long toldDirectly() {
    return database.inTransaction(sql ->
        sql.ask("select count(*) as n from notice_outbox where body::text like :admin")
            .set("admin", "%" + ADMIN + "%")
            .one(row -> row.number("n")));
  }

  /// One of those the pages were opened for.
  Connectable connectable(String key) {
    return opened.stream().filter(c -> c.key().equals(key)).findFirst().orElseThrow();
  }

  /// An administrator who has opened a fresh link.
  Admin admin() {
    HttpResponse<String> entered =
        get(url.resolve("/connect?token=" + tickets.link().reveal()), "");
    return new Admin(entered.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0]);
  }

  HttpResponse<String> get(URI address, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Somebody with a session.
  final class Admin {
    final String cookie;

    private Admin(String cookie) {
      this.cookie = cookie;
    }

    HttpResponse<String> open(String path) {
      return get(url.resolve(path), cookie);
    }

    /// Presses Connect: where the vendor's page is.
    URI begin(String connection) {
      return location(open("/connect/" + connection));
    }

    /// Consents on the vendor's page, to everything on it: the way back.
    URI consent(URI vendorPage) {
      return new VendorPage(client, vendorPage).allow();
    }

    HttpResponse<String> comeBack(URI callback) {
      return get(callback, cookie);
    }

    /// All of it.
    HttpResponse<String> connect(String connection) {
      return comeBack(consent(begin(connection)));
    }
  }

  static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("location")
            .orElseThrow(() -> new AssertionError(answer.statusCode() + ": " + answer.body())));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    door.ifPresent(WebDoor::close);
    client.shutdownNow();
    database.close();
  }
}
