package io.tieout.app.sandbox;

import io.tieout.app.config.CrmConfig;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A company with a house on it, for a class of tests: stand-ins, a database of its own, and what a
/// test does to them. Each test sells something of its own, so that tests do not meet.
final class Scene implements Stage, AutoCloseable {
  static final String CARO = "U0CARO";
  static final String ARI = "U0ARI";
  static final String FINN = "U0FINN";

  /// Larger bodies are announced first, so that a refusal is read before the body is sent.
  private static final int WORTH_ASKING = 100_000;

  final Vendors vendors = Vendors.start(1, 1, InstantSource.system());
  final SalesforceStandIn crm = vendors.salesforce();
  final QuickBooksStandIn books = vendors.quickbooks();
  final SlackStandIn slack = vendors.slack();
  final Board board = new Board(this);
  private final DatabaseAddress address = TestDatabase.freshAddress();
  private final Database database = Database.open(address);
  private final Path keys = temporaryFolder();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger sales = new AtomicInteger();
  private Sandbox sandbox = Sandbox.open(vendors, address, keys);

  /// The process ends and another one starts on the same database.
  void restart() {
    restart(() -> {});
  }

  /// As [#restart()], with something that happens while nothing runs.
  void restart(Runnable meanwhile) {
    sandbox.close();
    meanwhile.run();
    sandbox = Sandbox.open(vendors, address, keys);
  }

  /// Has every stand-in know where the house listens, after one was told something else.
  void tellAddresses() {
    vendors.tell(sandbox.house().base(), SandboxConfig.of(vendors));
  }

  /// Where Salesforce's Outbound Messages are taken.
  String outboundPath() {
    return SandboxConfig.of(vendors)
        .crms(CrmConfig.Salesforce.class)
        .flatMap(crm -> crm.outbound().stream())
        .map(CrmConfig.OutboundPath::path)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public Vendors vendors() {
    return vendors;
  }

  @Override
  public Board board() {
    return board;
  }

  /// A sale of its own, a minute later: Slack's limits for calls a minute are not what is tested.
  Sale.Order sale() {
    vendors.clock().advance(Duration.ofMinutes(1));
    return new Sale.Order(this, Sale.word(sales.incrementAndGet()));
  }

  /// A deal of the usual kind, won, with its card.
  Sale won() {
    Sale sale = sale().made();
    sale.win();
    board.asked(sale.word());
    return sale;
  }

  /// Makes the job due until its effect is there: one that runs just then is not doubled.
  void runUntil(String job, BooleanSupplier done) {
    awaitThat(
        job + " has done its work",
        () -> {
          if (done.getAsBoolean()) {
            return true;
          }
          sandbox.house().runNow(job);
          return false;
        });
  }

  /// The invoices of a customer by the word in its name.
  List<InvoiceView> invoices(String word) {
    return books.invoices().stream().filter(i -> i.customer().contains(word)).toList();
  }

  Json.Obj opportunity(String id) {
    return crm.record("Opportunity", id).orElseThrow();
  }

  /// What the house keeps, for looking at it.
  Database database() {
    return database;
  }

  long count(String statement) {
    return database.inTransaction(sql -> sql.ask(statement).one(row -> row.number("n")));
  }

  /// How many proposals of a kind there are about a deal.
  long proposals(String dealId, String kind) {
    return database.inTransaction(sql ->
        sql.ask("select count(*) as n from proposal where subject = :subject and kind = :kind")
            .set("subject", "salesforce/deal/" + dealId)
            .set("kind", kind)
            .one(row -> row.number("n")));
  }

  /// Where each proposal of a kind about a deal stands, oldest first.
  List<String> states(String dealId, String kind) {
    return database.inTransaction(sql ->
        sql.ask(
                """
                select (select e.state from proposal_event e where e.proposal_id = p.id
                         order by e.seq desc limit 1) as state
                  from proposal p where p.subject = :subject and p.kind = :kind
                 order by p.filed_at, p.id
                """)
            .set("subject", "salesforce/deal/" + dealId)
            .set("kind", kind)
            .list(row -> row.text("state")));
  }

  /// A request to the house as it comes over the wire.
  @Override
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .expectContinue(body.length > WORTH_ASKING)
            .timeout(PATIENCE);
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI url(String path) {
    return sandbox.house().base().resolve(path);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tieout-scene");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    http.shutdownNow();
    database.close();
    vendors.close();
  }
}
