package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A HubSpot portal for the sandbox: see the room's plate. Everything runs under one lock.
public final class HubSpotStandIn implements CrmSide {
  private static final int KEPT_WRITES = 2000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Portal portal;
  private final Credentials credentials;
  private final RateLimits rates;
  private final ObjectsApi objects;
  private final SearchApi search;
  private final History history = new History();
  private final Views views;
  private final Paper paper;
  private final Front front;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Webhooks webhooks;
  private final Seeding.Seeded seeded;
  private final SalesDesk desk;
  private final String refreshToken;
  private final Weather weather = new Weather();
  private final Troubles troubles = new Troubles();
  private final Deque<LoggedWrite> writes = new ArrayDeque<>();
  private final LoopbackServer server;

  private HubSpotStandIn(Options options) {
    Company company = options.company();
    Instant founded = Seeding.founded(company);
    long portalId = 24_000_000L + Math.floorMod(options.seed() * 7919, 900_000L);
    portal = new Portal(options.clock(), founded, new Ids(options.seed()), options.indexLag());
    credentials = new Credentials(options.seed(), portalId);
    refreshToken = credentials.refreshToken(Scopes.all());
    rates = new RateLimits(options.limits(), SettingsApi.ZONE);
    subscriptions.usual(founded);
    webhooks =
        new Webhooks(
            credentials.app(), subscriptions::wanting, options.clock(), new Random(options.seed()));
    views = new Views(portal, history, portalId, this::base);
    objects = new ObjectsApi(portal, views);
    search = new SearchApi(portal, views, options.searchCap());
    paper = new Paper(portal, company.name(), this::base);
    SettingsApi settings =
        new SettingsApi(portal, new SettingsApi.Account(portalId, company.home(), founded), rates);
    front =
        new Front(
            portal,
            credentials,
            rates,
            new Front.Desks(
                objects,
                new BatchApi(portal, objects, views),
                search,
                new AssociationsApi(portal, objects, views),
                new SchemaApi(portal),
                new PipelinesApi(portal),
                settings,
                new SubscriptionsApi(subscriptions, webhooks, credentials.app().appId()),
                paper));
    seeded = new Seeding(company, portal, settings).fill();
    desk = new SalesDesk(portal, company.home(), seeded.editor());
    server =
        LoopbackServer.start(
            "hubspot",
            options.port(),
            this::answer,
            weather,
            () -> Trouble.TEN_SECONDLY.answer(credentials.uuid()));
    locked(() -> {
      // The quotes' links hold the address, which is known only now.
      paper.keepAll();
      return portal.settle(Instant.EPOCH);
    });
  }

  /// How to start.
  ///
  /// @param port the port, or 0 for any free one
  /// @param seed of ids, keys and tokens; the same seed gives the same ones
  /// @param indexLag how long search does not see what was written
  /// @param searchCap the most results that a search can be paged through (the vendor's is 10,000)
  public record Options(
      int port,
      Company company,
      InstantSource clock,
      long seed,
      Duration indexLag,
      int searchCap,
      Limits limits) {
    private static final int VENDOR_CAP = 10_000;

    public Options {
      if (searchCap < 1 || indexLag.isNegative()) {
        throw new IllegalArgumentException(
            "searchCap %d must be at least 1, indexLag %s not negative"
                .formatted(searchCap, indexLag));
      }
    }

    /// Any free port and the vendor's own sizes, those of a Professional portal.
    public static Options of(Company company, InstantSource clock) {
      return new Options(
          0, company, clock, company.seed(), Duration.ZERO, VENDOR_CAP, Limits.PROFESSIONAL);
    }

    public Options withPort(int newPort) {
      return new Options(newPort, company, clock, seed, indexLag, searchCap, limits);
    }

    public Options withIndexLag(Duration lag) {
      return new Options(port, company, clock, seed, lag, searchCap, limits);
    }

    public Options withSearchCap(int cap) {
      return new Options(port, company, clock, seed, indexLag, cap, limits);
    }

    public Options withLimits(Limits newLimits) {
      return new Options(port, company, clock, seed, indexLag, searchCap, newLimits);
    }
  }

  /// A call that could change something, with the status of its answer.
  public record LoggedWrite(String method, String path, int status) {}

  public static HubSpotStandIn start(Options options) {
    return new HubSpotStandIn(options);
  }

  @Override
  public String system() {
    return "hubspot";
  }

  @Override
  public String title() {
    return "HubSpot";
  }

  @Override
  public URI base() {
    return server.base();
  }

  @Override
  public Weather weather() {
    return weather;
  }

  @Override
  public Json.Obj info() {
    Credentials.App app = credentials.app();
    String base = base().toString();
    return Json.object()
        .put("base", base)
        .put("portalId", Long.toString(app.portalId()))
        .put("clientId", app.clientId())
        .put("clientSecret", app.clientSecret())
        .put("appId", app.appId())
        .put("serviceKey", credentials.serviceKey())
        .put("developerKey", credentials.developerKey())
        .put("refreshToken", refreshToken)
        .put("tokenUrl", base + "/oauth/2026-09/token")
        .put("authorizeUrl", base + "/oauth/authorize")
        .put("deals", byKey(seeded.deals()))
        .put("companies", byKey(seeded.companies()))
        .build();
  }

  /// The address of a seeded company, by its key such as `acme`.
  public String companyId(String key) {
    return id(seeded.companies(), key);
  }

  @Override
  public String dealId(String key) {
    return id(seeded.deals(), key);
  }

  @Override
  public List<String> stages() {
    return locked(desk::stages);
  }

  @Override
  public String wonStage() {
    return locked(desk::wonStage);
  }

  @Override
  public List<DealView> deals() {
    return locked(desk::deals);
  }

  @Override
  public DealView deal(String id) {
    return locked(() -> desk.deal(id));
  }

  @Override
  public List<LineView> lines(String dealId) {
    return locked(() -> desk.lines(dealId));
  }

  @Override
  public void moveStage(String dealId, String stage) {
    act(() -> {
      desk.moveStage(dealId, stage);
      return dealId;
    });
  }

  @Override
  public void editDeal(String dealId, Map<DealField, String> changes) {
    act(() -> {
      desk.editDeal(dealId, changes);
      return dealId;
    });
  }

  @Override
  public void editLine(String lineId, Map<LineField, String> changes) {
    act(() -> {
      desk.editLine(lineId, changes);
      return lineId;
    });
  }

  @Override
  public boolean writes(HttpCall call) {
    return call.path().startsWith("/crm/")
        && !call.method().equals("GET")
        && !call.path().matches(".*/(search|batch/read)/?");
  }

  /// The people's side: what salespeople do with any record.
  public People people() {
    return new People(this::act, portal, desk);
  }

  /// The way to play with the vendor: what goes wrong and how it behaves.
  public Switches switches() {
    return new Switches(
        this::locked,
        portal,
        new Switches.Parts(credentials, rates, objects, search, subscriptions, troubles));
  }

  /// A record as it is now with everything that is set, archived or not.
  public Optional<Json.Obj> record(String objectType, String id) {
    return locked(() ->
        ObjectsApi.number(id)
            .flatMap(portal.shelf(ObjectType.named(objectType))::find)
            .map(row -> views.written(row).build()));
  }

  /// The last writes, oldest first.
  public List<LoggedWrite> requestLog() {
    return locked(() -> List.copyOf(writes));
  }

  /// Each OAuth access token ends now; refresh tokens and the service key stay good.
  public void expireTokens() {
    locked(() -> {
      credentials.expire(portal.now());
      return true;
    });
  }

  @Override
  public void webhooksTo(URI receiver) {
    webhooks.to(receiver);
  }

  @Override
  public Courier courier() {
    return webhooks.courier();
  }

  @Override
  public void deliverTwice(boolean twice) {
    webhooks.mood(twice ? WebhookMood.TWICE : WebhookMood.PROMPT);
  }

  public void webhookMood(WebhookMood mood) {
    webhooks.mood(mood);
  }

  /// Replaces the waits before each next try, in real time.
  public void webhookRetries(List<Duration> waits) {
    webhooks.retries(waits);
  }

  /// Sends the webhooks that were held back.
  public void releaseWebhooks() {
    webhooks.release();
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }

  private HttpAnswer answer(HttpCall call) {
    return locked(() -> {
      HttpAnswer answer =
          troubles
              .strike(call)
              .map(t -> t.answer(credentials.uuid()))
              .orElseGet(() -> settled(call));
      if (writes(call)) {
        writes.addLast(new LoggedWrite(call.method(), call.path(), answer.status()));
        if (writes.size() > KEPT_WRITES) {
          writes.removeFirst();
        }
      }
      return answer
          .withHeader("Date", Stamps.http(portal.now()))
          .withHeader("X-HubSpot-Correlation-Id", credentials.uuid());
    });
  }

  private HttpAnswer settled(HttpCall call) {
    HttpAnswer answer;
    try {
      answer = front.answer(call);
    } catch (Refusal e) {
      answer = front.refused(e);
    }
    settle();
    return answer;
  }

  private void settle() {
    paper.keep(portal.journal().soFar());
    List<Change> changes = portal.settle();
    history.note(changes);
    webhooks.tell(changes);
  }

  /// Somebody does something in the product.
  private <T> T act(Supplier<T> work) {
    return locked(() -> {
      T done = portal.journal().whole(work);
      settle();
      return done;
    });
  }

  private static String id(Map<String, Long> ids, String key) {
    return Optional.ofNullable(ids.get(key))
        .map(i -> Long.toString(i))
        .orElseThrow(() -> new IllegalArgumentException("nothing seeded as '%s'".formatted(key)));
  }

  private static JsonObjBuilder byKey(Map<String, Long> ids) {
    JsonObjBuilder out = Json.object();
    ids.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> out.put(e.getKey(), Long.toString(e.getValue())));
    return out;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
