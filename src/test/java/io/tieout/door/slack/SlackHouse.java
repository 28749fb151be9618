package io.tieout.door.slack;

import com.slack.api.app_backend.SlackSignature.Generator;
import io.tieout.door.assistant.AssistantDoor;
import io.tieout.door.assistant.ProposalDesk;
import io.tieout.door.assistant.TinyCompany;
import io.tieout.door.web.Route;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Filing;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.effect.HeldWork;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scopes;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.jobs.Loop;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.outbox.OutboxWorker;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/// The door on a real database and a workspace on loopback, with its workers running. The app has
/// the scopes and events that its manifest asks for, no others.
final class SlackHouse implements AutoCloseable {
  static final String CARO = "U0CARO";
  static final String BEN = "U0BEN";
  static final String STRANGER = "U0STRANGER";
  static final String FINANCE = "C0FINANCEAPPROVALS";
  static final String DEALS = "C0DEALS";
  static final String GENERAL = "C0GENERAL";
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration SOON = Duration.ofMillis(50);

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(START));
  final SlackStandIn slack;
  final Approvals approvals;
  final List<String> undoing = new CopyOnWriteArrayList<>();
  private final Database database = TestDatabase.fresh();
  private final IdSource ids = new IdSource(clock, new SplittableRandom(11));
  private final Inbox inbox = new Inbox(database, clock);
  private final Outbox outbox = new Outbox(clock, ids);
  private final Findings findings;
  private final SlackDoor door;
  private final WebDoor web;
  private final List<Loop> loops = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  SlackHouse() {
    this(api -> api);
  }

  /// @param between changes the address at which the door finds the Web API
  SlackHouse(UnaryOperator<URI> between) {
    slack =
        SlackStandIn.start(
            SlackStandIn.Options.of(company(), clock)
                .withTiming(List.of(Duration.ZERO, Duration.ofMillis(5)), Duration.ofSeconds(10))
                .withScopes(SlackDoor.scopes())
                .withSubscriptions(SlackInbound.EVENTS));
    Audit audit = new Audit(clock, ids);
    findings = new Findings(audit, outbox, inbox, clock, ids);
    approvals = approvals(audit);
    door =
        SlackDoor.open(
            new SlackSettings(
                between.apply(URI.create(slack.info().text("api"))),
                new Secret(slack.info().text("bot_token")),
                new Secret(slack.info().text("signing_secret")),
                FINANCE),
            new SlackDoor.Deps(
                database,
                inbox,
                outbox,
                findings,
                approvals,
                AssistantDoor.open(
                    Optional.empty(),
                    new AssistantDoor.Ports(
                        new TinyCompany(),
                        (_, _) -> new ProposalDesk.Filed("Proposed.", Optional.of("P-9"))),
                    SlackHouse::people,
                    new AssistantDoor.When(clock, ZoneOffset.UTC)),
                SlackHouse::people,
                clock,
                halts(audit),
                new Scopes(List.of("salesforce", "quickbooks/main")),
                (name, person, because) -> {
                  undoing.add("%s %s %s".formatted(name, person, because.orElse("-")));
                  return "Asked to undo " + name;
                },
                (_, _) -> new Verdict.NotAllowed("nothing is edited here"),
                new Explaining()));
    web = WebDoor.open("127.0.0.1", 0, door.routes());
    slack.eventsTo(web.base().resolve("/slack/events"));
    slack.interactivityTo(web.base().resolve("/slack/interactivity"));
    slack.commandsTo(web.base().resolve("/slack/commands"));
    work();
  }

  private Approvals approvals(Audit audit) {
    Effects effects = new Effects("tests", audit, clock);
    return new Approvals(
        new Approvals.Deps(
            database,
            new Proposals(clock),
            audit,
            outbox,
            inbox,
            _ -> people(),
            _ -> new Freshness.Finding.Unchanged(),
            effects,
            effects,
            clock,
            ids));
  }

  private Halts halts(Audit audit) {
    return new Halts(
        new Halts.Deps(
            audit,
            outbox,
            new HeldWork(new Proposals(clock), new io.tieout.engine.approval.Cards(outbox), clock),
            clock));
  }

  private void work() {
    InboxWorker reading =
        new InboxWorker(
            database,
            Map.of(SlackDoor.SOURCE, door.handler(), Findings.SOURCE, _ -> {}),
            findings,
            clock,
            InboxWorker.Settings.of("inbox"));
    OutboxWorker telling =
        new OutboxWorker(database, door.notifier(), clock, OutboxWorker.Settings.of("outbox"));
    Loop in = new Loop("inbox", reading::runOnce, SOON);
    Loop out = new Loop("outbox", telling::runOnce, SOON);
    inbox.onArrival(in::wake);
    outbox.onPost(out::wake);
    loops.addAll(List.of(in, out));
    loops.forEach(Loop::start);
  }

  static Directory people() {
    return new Directory(
        List.of(
            new Member(CARO, "Caro", Optional.empty(), Set.of(Role.CONTROLLER)),
            new Member(BEN, "Ben", Optional.empty(), Set.of(Role.SALES_OPS))));
  }

  private static Company company() {
    return new Company(
        7,
        "Northwind Analytics",
        CurrencyUnit.USD,
        "US",
        START,
        List.of(
            employee(CARO, "Caro Meier", Set.of(Role.CONTROLLER)),
            employee(BEN, "Ben Okafor", Set.of(Role.SALES_OPS, Role.AR_CLERK)),
            employee(STRANGER, "Sly Stranger", Set.of(Role.AR_CLERK))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Company.Employee employee(String id, String name, Set<Role> roles) {
    return new Company.Employee(id, name, id + "@northwind.example", "Staff", roles);
  }

  /// Asks for an approval; tells the request.
  String ask(String proposalId) {
    Filing filing =
        approvals.file(Samples.invoice(proposalId, "deal-" + proposalId), Samples.ask(1));
    return ((Filing.Asked) filing).requestId();
  }

  String raise(FindingDraft draft) {
    return database.inTransaction(sql -> findings.raise(sql, draft));
  }

  void resolve(String dedupeKey, String why) {
    database.transact(sql -> findings.resolve(sql, dedupeKey, why));
  }

  long rows(String countStatement) {
    return database.inTransaction(sql -> sql.ask(countStatement).one(row -> row.number("n")));
  }

  <T> T query(Function<Sql, T> work) {
    return database.inTransaction(work);
  }

  void transact(Consumer<Sql> work) {
    database.transact(work);
  }

  List<String> paths() {
    return door.routes().stream().map(Route::path).toList();
  }

  Outbox outbox() {
    return outbox;
  }

  /// Everything the person sees in the channel, replies after their root.
  List<Json.Obj> seen(String person, String channel) {
    List<Json.Obj> all = new ArrayList<>();
    for (Json.Obj root : slack.messages(person, channel)) {
      all.add(root);
      all.addAll(root.objects("replies"));
    }
    return all;
  }

  /// What the app said there, as people read it.
  List<String> said(String person, String channel) {
    return seen(person, channel).stream()
        .filter(m -> m.optText("bot_id").isPresent())
        .map(SlackHouse::textOf)
        .toList();
  }

  /// Waits for a message of the app that contains the words.
  Json.Obj awaitMessage(String person, String channel, String words) {
    return await(() ->
        seen(person, channel).reversed().stream()
            .filter(m -> m.optText("bot_id").isPresent() && textOf(m).contains(words))
            .findFirst());
  }

  static String textOf(Json.Obj message) {
    return Harmless.textOf(message.objects("blocks"));
  }

  /// Looks again whenever something changes in the workspace, and now and then besides.
  <T> T await(Supplier<Optional<T>> wanted) {
    for (int looks = 0; looks < 200; looks++) {
      long since = slack.revision();
      Optional<T> found = wanted.get();
      if (found.isPresent()) {
        return found.get();
      }
      try {
        slack.awaitChange(since, SOON);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("it did not happen; Slack was asked " + slack.requestLog());
  }

  void await(BooleanSupplier condition) {
    await(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /// Waits until everything that came in is worked on and told.
  void awaitQuiet() {
    await(() -> database.inTransaction(sql -> inbox.waiting(sql) + outbox.waiting(sql)) == 0);
  }

  /// Calls a method of the Web API beside the door.
  void call(String method, Map<String, String> args) {
    String form =
        args.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("&"));
    send(
        URI.create(slack.info().text("api") + method),
        form,
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Bearer " + slack.info().text("bot_token")));
  }

  /// Sends a signed request as Slack would; tells the status.
  int post(String path, String body) {
    String stamp = String.valueOf(clock.instant().getEpochSecond());
    String signature = new Generator(slack.info().text("signing_secret")).generate(stamp, body);
    return send(
        path, body, Map.of("X-Slack-Request-Timestamp", stamp, "X-Slack-Signature", signature));
  }

  int send(String path, String body, Map<String, String> headers) {
    return send(web.base().resolve(path), body, headers);
  }

  private int send(URI to, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    web.close();
    loops.forEach(Loop::close);
    door.close();
    slack.close();
    http.shutdownNow();
    database.close();
  }
}
