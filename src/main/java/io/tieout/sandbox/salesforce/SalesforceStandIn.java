package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.salesforce.Records.Author;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Salesforce for the sandbox: see the room's plate. Everything runs under one lock.
public final class SalesforceStandIn implements AutoCloseable {
  private static final int KEPT_WRITES = 2000;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Tables tables;
  private final Records records;
  private final Changes changes;
  private final Auth auth;
  private final Front front;
  private final OutboundMessages outbound;
  private final Seeding.Seeded seeded;
  private final AtomicReference<Optional<KeyPair>> keys = new AtomicReference<>(Optional.empty());
  private final Weather weather = new Weather();
  private final Deque<LoggedWrite> writes = new ArrayDeque<>();
  private final LoopbackServer server;

  private SalesforceStandIn(Options options) {
    this.clock = options.clock();
    this.tables = new Tables(Schema.load(options.org()));
    Ids ids = new Ids(options.seed());
    this.records = new Records(tables, ids);
    this.seeded = new Seeding(options.company(), tables, records, ids).fill();
    tables.takeTouched();
    this.changes = new Changes(tables);
    String secret =
        Long.toHexString(Math.floorMod(options.seed() * 0x9E3779B97F4A7C15L, Long.MAX_VALUE));
    this.auth =
        new Auth(
            new Auth.Login(
                seeded.orgId(),
                seeded.integrationUserId(),
                "integration@northwind-analytics.example",
                "sandbox-" + secret + "-password",
                "3MVG9sandbox." + secret,
                "SANDBOXSECRET" + secret),
            () -> base().toString(),
            clock,
            this::keys);
    Queries queries = new Queries(tables, clock, ids, options.pageSize(), options.subqueryCut());
    this.front =
        new Front(auth, new Rest(tables, records, queries), tables, clock, options.dailyCalls());
    this.outbound =
        new OutboundMessages(
            id -> record("Opportunity", id).filter(r -> !r.flag("IsDeleted")),
            new OutboundMessages.Address(seeded.orgId(), ids.next("04k"), this::base),
            ids);
    this.server =
        LoopbackServer.start("salesforce", options.port(), this::answer, weather, Front::busy);
  }

  /// How to start.
  ///
  /// @param port the port, or 0 for any free one
  /// @param pageSize the most records of a page of a query (the vendor's is 2000)
  /// @param subqueryCut the most child records before they are cut (199 has been seen)
  /// @param dailyCalls calls a day before the org refuses more
  public record Options(
      int port,
      Company company,
      InstantSource clock,
      long seed,
      int pageSize,
      int subqueryCut,
      int dailyCalls,
      Org org) {
    public Options {
      if (pageSize < 1 || subqueryCut < 1 || dailyCalls < 1) {
        throw new IllegalArgumentException(
            "pageSize %d, subqueryCut %d, dailyCalls %d: each must be at least 1"
                .formatted(pageSize, subqueryCut, dailyCalls));
      }
    }

    /// Any free port and the vendor's own sizes.
    public static Options of(Company company, InstantSource clock) {
      return new Options(0, company, clock, company.seed(), 2000, 199, 100_000, Org.PLAIN);
    }

    /// In another org, by pages of another size: small ones make several of few records.
    public Options with(Org newOrg, int newPageSize) {
      return new Options(port, company, clock, seed, newPageSize, subqueryCut, dailyCalls, newOrg);
    }
  }

  /// An opportunity for a page.
  ///
  /// @param finance the fields that Tieout writes, those that have a value
  public record OpportunityView(
      String id, String name, String account, String amount, String stage, Json.Obj finance) {}

  /// A call that could change something, with the status of its answer.
  public record LoggedWrite(String method, String path, int status) {}

  public static SalesforceStandIn start(Options options) {
    return new SalesforceStandIn(options);
  }

  /// The address without a trailing slash; also the login host and the instance.
  public URI base() {
    return server.base();
  }

  public Weather weather() {
    return weather;
  }

  /// What a client needs to connect, and the ids of the hand-written deals by key. Holds the
  /// stand-in's secrets: for the sandbox's info file, not for logs.
  public Json.Obj info() {
    Auth.Login login = auth.login();
    JsonObjBuilder deals = Json.object();
    seeded.deals().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> deals.put(e.getKey(), e.getValue()));
    String key =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(keys().getPrivate().getEncoded());
    return Json.object()
        .put("base", base().toString())
        .put("clientId", login.clientId())
        .put("clientSecret", login.clientSecret())
        .put("username", login.username())
        .put("password", login.password())
        .put("jwtKey", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
        .put("orgId", login.orgId())
        .put("deals", deals)
        .build();
  }

  Auth.Login login() {
    return auth.login();
  }

  /// What [#info] says of the app alone, which is quicker to have.
  public Json.Obj app() {
    return Json.object()
        .put("clientId", auth.login().clientId())
        .put("clientSecret", auth.login().clientSecret())
        .build();
  }

  public String organizationId() {
    return seeded.orgId();
  }

  /// The id of a seeded deal.
  public String dealId(String key) {
    return Optional.ofNullable(seeded.deals().get(key))
        .orElseThrow(() -> new IllegalArgumentException("no seeded deal '%s'".formatted(key)));
  }

  /// A salesperson moves an opportunity to another stage.
  public void moveStage(String opportunityId, String stage) {
    edit("Opportunity", opportunityId, Json.object().put("StageName", stage).build());
  }

  /// A salesperson edits a record.
  public void edit(String objectType, String id, Json.Obj fields) {
    byEditor(editor -> {
      records.update(tables.schema().named(objectType), id, fields, editor);
      return id;
    });
  }

  /// A salesperson deletes a record.
  public void delete(String objectType, String id) {
    byEditor(editor -> {
      records.delete(tables.schema().named(objectType), id, editor);
      return id;
    });
  }

  /// A salesperson takes a record out of the recycle bin.
  public void undelete(String objectType, String id) {
    byEditor(editor -> {
      records.undelete(tables.schema().named(objectType), id, editor);
      return id;
    });
  }

  /// A salesperson creates a record; its id.
  public String create(String objectType, Json.Obj fields) {
    return byEditor(editor -> records.create(tables.schema().named(objectType), fields, editor));
  }

  /// A salesperson creates several records of a kind in one go; their ids.
  public List<String> create(String objectType, List<Json.Obj> all) {
    return byEditor(editor ->
        all.stream()
            .map(fields -> records.create(tables.schema().named(objectType), fields, editor))
            .toList());
  }

  /// From now on, what each transaction changed is told, in order and before anything else happens.
  public void onChange(Consumer<List<RecordChange>> listener) {
    changes.tell(listener);
  }

  /// The fields that change events of an object can carry.
  public List<RecordChange.EventField> eventFields(String objectType) {
    return Changes.fields(tables.schema().named(objectType));
  }

  /// Whether a session of this token is open.
  public boolean knowsSession(String token) {
    return locked(() -> auth.knows(token));
  }

  /// A record as it is now, deleted or not.
  public Optional<Json.Obj> record(String objectType, String id) {
    return locked(() -> tables.find(tables.schema().named(objectType), id));
  }

  /// A salesperson merges one account or contact into another, which stays.
  public void merge(String objectType, String winner, String loser) {
    locked(() -> {
      Author editor = new Author(seeded.editorId(), clock.instant());
      records.merge(tables.schema().named(objectType), winner, loser, editor);
      return winner;
    });
  }

  /// The records of a type that point to another one, such as a deal's lines by `OpportunityId`.
  public List<Json.Obj> related(String objectType, String field, String id) {
    return locked(() -> tables.where(objectType, field, id));
  }

  public List<OpportunityView> opportunities() {
    return locked(() ->
        tables.where(tables.schema().named("Opportunity"), _ -> true).stream()
            .map(this::view)
            .toList());
  }

  /// The last writes, oldest first.
  public List<LoggedWrite> requestLog() {
    return locked(() -> List.copyOf(writes));
  }

  /// Each session ends: the next call with one is answered 401.
  public void expireTokens() {
    locked(() -> {
      auth.expireAll();
      return true;
    });
  }

  public void authTrouble(AuthTrouble trouble) {
    locked(() -> {
      auth.trouble(trouble);
      return true;
    });
  }

  /// The next writes are refused with `UNABLE_TO_LOCK_ROW`.
  public void jamRows(int writesRefused) {
    records.jam(writesRefused);
  }

  /// From now on, each opportunity that becomes won is told to this address.
  public void outboundMessagesTo(URI receiver) {
    outbound.sendTo(receiver);
  }

  OutboundMessages outbound() {
    return outbound;
  }

  public void deliverOutbound(Delivery how) {
    outbound.deliver(how);
  }

  @Override
  public void close() {
    outbound.close();
    server.close();
  }

  private HttpAnswer answer(HttpCall call) {
    return locked(() -> {
      Tables.Snapshot before = tables.snapshot();
      HttpAnswer answer;
      try {
        answer = front.answer(call, base().toString());
      } catch (ApiError e) {
        tables.restore(before);
        answer = e.answer();
      }
      outbound.won(tables.takeWon());
      changes.commit(new Author(auth.login().userId(), clock.instant()), Changes.origin(call));
      log(call, answer);
      return front.dressed(call, answer);
    });
  }

  private void log(HttpCall call, HttpAnswer answer) {
    if (call.path().startsWith("/services/data/") && !call.method().equals("GET")) {
      writes.addLast(new LoggedWrite(call.method(), call.path(), answer.status()));
      if (writes.size() > KEPT_WRITES) {
        writes.removeFirst();
      }
    }
  }

  private OpportunityView view(Json.Obj row) {
    SObject accounts = tables.schema().named("Account");
    JsonObjBuilder finance = Json.object();
    row.fields()
        .forEach((name, value) -> {
          if (name.startsWith("Tieout_") && !(value instanceof Json.Nothing)) {
            finance.put(name, value);
          }
        });
    return new OpportunityView(
        row.text("Id"),
        row.text("Name"),
        row.optText("AccountId")
            .flatMap(a -> tables.find(accounts, a))
            .map(a -> a.text("Name"))
            .orElse(""),
        row.optDecimal("Amount").map(a -> a.setScale(2).toPlainString()).orElse(""),
        row.text("StageName"),
        finance.build());
  }

  private <T> T byEditor(Function<Author, T> work) {
    return locked(() -> {
      Tables.Snapshot before = tables.snapshot();
      Author editor = new Author(seeded.editorId(), clock.instant());
      try {
        T done = work.apply(editor);
        outbound.won(tables.takeWon());
        changes.commit(editor, "");
        return done;
      } catch (ApiError e) {
        tables.restore(before);
        throw e;
      }
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Made when first wanted: it takes a second.
  private KeyPair keys() {
    return locked(() -> {
      KeyPair pair = keys.get().orElseGet(SalesforceStandIn::newKeys);
      keys.set(Optional.of(pair));
      return pair;
    });
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is missing", e);
    }
  }
}
