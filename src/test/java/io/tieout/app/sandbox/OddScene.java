package io.tieout.app.sandbox;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.sandbox.Board.Post;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.sandbox.pubsub.PubSubStandIn;
import io.tieout.sandbox.quickbooks.QuickBooksSide;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.Org;
import io.tieout.sandbox.salesforce.SalesforceSide;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A house between a Salesforce org with currencies and wide quantities, and one ledger that keeps
/// its own currency alone.
final class OddScene implements Stage, AutoCloseable {
  /// So small that four hundred lines are several pages.
  private static final int PAGE = 150;

  private static final int LOOKS_A_SWEEP = 40;

  /// After so long a sweep takes a change for settled.
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Vendors vendors;
  private final OddBooks books;
  private final Board board = new Board(this);
  private final Database database;
  private final DatabaseAddress address;
  private final Path keys;
  private Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger sales = new AtomicInteger();

  private OddScene(Function<World, OddBooks> ledger) {
    SandboxClock clock = new SandboxClock(InstantSource.system());
    World world = new World(SeededCompany.generate(1, 1, clock.instant()), clock);
    Org org = Org.PLAIN.withCurrencies().withQuantityDecimals(4);
    SalesforceStandIn salesforce =
        SalesforceStandIn.start(
            SalesforceStandIn.Options.of(world.company(), clock).with(org, PAGE));
    books = ledger.apply(world);
    vendors =
        new Vendors(
            world.company(),
            clock,
            new SalesforceSide(salesforce, world.company().home()),
            Optional.of(
                PubSubStandIn.start(
                    PubSubStandIn.Options.of(salesforce, clock, world.company().seed()))),
            List.<BooksSide>of(books.side()),
            SlackStandIn.start(SlackStandIn.Options.of(world.company(), clock)));
    address = TestDatabase.freshAddress();
    database = Database.open(address);
    try {
      keys = Files.createTempDirectory("tieout-odd");
      sandbox = Sandbox.open(vendors, address, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record World(Company company, SandboxClock clock) {}

  static OddScene quickbooks() {
    return new OddScene(world ->
        new OddQuickBooks(
            new QuickBooksSide(
                QuickBooksStandIn.start(
                    new QuickBooksStandIn.Options(
                        0, world.company(), world.clock(), world.company().seed())))));
  }

  static OddScene xero() {
    return new OddScene(world -> {
      Profile us = Profile.us(world.company().name(), world.company().home());
      Profile alone =
          new Profile(us.name(), us.country(), us.base(), us.zone(), Set.of(), us.tier());
      return new OddXero(
          XeroStandIn.start(XeroStandIn.Options.of(world.company(), world.clock()).with(alone)));
    });
  }

  /// The process ends and another one starts on the same database, configured otherwise.
  void restart(UnaryOperator<TieoutConfig> otherwise) {
    sandbox.close();
    sandbox = Sandbox.open(vendors, address, keys, otherwise);
  }

  /// Has the ledger swept until something is there, again and again: a sweep that runs just then is
  /// not doubled.
  void sweptUntil(String what, BooleanSupplier holds) {
    AtomicInteger looks = new AtomicInteger();
    awaitThat(
        what,
        () -> {
          if (holds.getAsBoolean()) {
            return true;
          }
          if (looks.getAndIncrement() % LOOKS_A_SWEEP == 0) {
            sandbox.house().runNow(books.side().system() + "-main-sweep");
          }
          return false;
        });
  }

  /// Waits until no sweep has anything more to tell of a record that was just changed.
  void sweptOver(String ledgerId) {
    vendors.clock().advance(MOMENT);
    sweptUntil(
        "a sweep has read %s for the last time".formatted(ledgerId),
        () ->
            database.inTransaction(sql ->
                sql.ask(
                        """
                        select count(*) as n from signal
                         where source = 'ledger' and dedupe_key like '%' || :id || ':%'
                           and dedupe_key not like 'webhook:%' and dedupe_key not like '%:fresh'
                        """)
                    .set("id", ledgerId)
                    .one(row -> row.number("n") > 0)));
    awaitQuiet();
  }

  /// Another policy is in force, as if people had approved it.
  void policy(String yaml) {
    database.transact(sql ->
        sql.run(
                """
                insert into governing (kind, version, body, at, actor, because)
                select 'POLICY', max(version) + 1, :body, now(), 'person:U0ADA', 'for a test'
                  from governing where kind = 'POLICY'
                """)
            .set("body", yaml)
            .once());
  }

  @Override
  public Vendors vendors() {
    return vendors;
  }

  @Override
  public Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public Board board() {
    return board;
  }

  SalesforceStandIn crm() {
    return vendors.salesforce();
  }

  OddBooks books() {
    return books;
  }

  /// A sale of its own, a minute later: Slack's limits for calls a minute are not what is tested.
  OddSale.Order sale() {
    awaitQuiet();
    vendors.clock().advance(Duration.ofMinutes(1));
    return new OddSale.Order(this, Sale.word(sales.incrementAndGet()));
  }

  /// The open finding about a sale, once there is one of these words.
  Post finding(String word, String... more) {
    return await(
        "a finding about %s with %s".formatted(word, List.of(more)),
        () ->
            board.posts(Scene.CARO).reversed().stream()
                .filter(p -> !p.text().contains(Board.ASKED))
                .filter(p -> p.text().contains(word))
                .filter(p -> List.of(more).stream().allMatch(p.text()::contains))
                .findFirst());
  }

  /// Answers a finding by the choice whose label holds the words.
  void answer(Post question, String words) {
    Json.Obj select = select(question);
    String value =
        select.objects("options").stream()
            .filter(o -> o.obj("text").text("text").contains(words))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("no answer '%s' in %s".formatted(words, select.print())))
            .text("value");
    vendors
        .slack()
        .select(Scene.ARI, board.channel(), question.ts(), select.text("action_id"), value);
  }

  private static Json.Obj select(Post question) {
    return question.message().objects("blocks").stream()
        .flatMap(b -> b.objects("elements").stream())
        .filter(e -> e.optText("type").filter("static_select"::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing to choose in " + question.text()));
  }

  /// What Tieout says to a person who asks for the invoice of a deal.
  String asked(OddSale sale, String words) {
    return asked(Scene.CARO, sale, words);
  }

  /// What Tieout says to this person who asks for the invoice of a deal.
  String asked(String person, OddSale sale, String words) {
    // Deals are found by name among the copies.
    awaitThat("a copy of the deal", () -> copied(sale));
    awaitQuiet();
    return answered(
        person, "propose an invoice for the %s roll-out deal".formatted(sale.word()), words);
  }

  /// What Tieout answers to what a person says to it alone.
  String answered(String person, String said, String words) {
    String direct = vendors.slack().openDirectMessage(person);
    vendors.slack().say(person, direct, said, Optional.empty());
    SlackReader reader = new SlackReader(vendors.slack());
    return await("an answer to " + said, () -> reader.answer(person, direct, words));
  }

  private boolean copied(OddSale sale) {
    return database.inTransaction(sql ->
        sql.ask("select 1 from mirror_record where kind = 'deal' and id = :id")
            .set("id", sale.deal())
            .first(_ -> true)
            .isPresent());
  }

  /// Where each proposal of a kind about a deal stands, oldest first.
  List<String> states(OddSale sale, String kind) {
    return database.inTransaction(sql ->
        sql.ask(
                """
                select (select e.state from proposal_event e where e.proposal_id = p.id
                         order by e.seq desc limit 1) as state
                  from proposal p where p.subject = :subject and p.kind = :kind
                 order by p.filed_at, p.id
                """)
            .set("subject", "salesforce/deal/" + sale.deal())
            .set("kind", kind)
            .list(row -> row.text("state")));
  }

  /// The id of the newest proposal of a kind about a deal.
  String newest(OddSale sale, String kind) {
    return database.inTransaction(sql ->
        sql.ask(
                """
                select id from proposal where subject = :subject and kind = :kind
                 order by filed_at desc, id desc limit 1
                """)
            .set("subject", "salesforce/deal/" + sale.deal())
            .set("kind", kind)
            .one(row -> row.text("id")));
  }

  /// Where the house keeps everything, for a command line beside it.
  DatabaseAddress address() {
    return address;
  }

  /// What the house keeps, for commands that look at it.
  Database database() {
    return database;
  }

  /// How many proposals there ever were about a deal.
  long proposals(OddSale sale) {
    return database.inTransaction(sql ->
        sql.ask("select count(*) as n from proposal where subject = :subject")
            .set("subject", "salesforce/deal/" + sale.deal())
            .one(row -> row.number("n")));
  }

  @Override
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sandbox.house().base().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .timeout(PATIENCE);
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
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
