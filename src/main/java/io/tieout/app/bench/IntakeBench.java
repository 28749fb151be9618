package io.tieout.app.bench;

import io.tieout.app.house.QuickBooksHook;
import io.tieout.door.web.Route;
import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.jobs.Loop;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// How fast genuine webhooks are taken in, beside a plain insert of the same row. What is measured
/// is the door, the verifier and the inbox of production; only the sender is ours.
///
/// Both loads take turns of a second, so that whatever else the machine does meets both alike.
public final class IntakeBench {
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration LOOP_IDLE = Duration.ofSeconds(1);
  private static final String STORED =
      "select dedupe_key from signal where dedupe_key like 'webhook:%'";

  /// Guards nothing: the door is open to this machine alone, for as long as is measured.
  static final Secret TOKEN = new Secret("bench-verifier-token");

  private final DatabaseAddress address;
  private final Options options;
  private final Deliveries deliveries;
  private final AtomicLong numbers = new AtomicLong();
  private final List<Long> answered = new ArrayList<>();

  /// What to measure.
  ///
  /// @param seconds for each number of clients and each load
  /// @param warmUp seconds for each load before anything counts
  /// @param workers loops that work the signals off meanwhile, by doing nothing with them
  /// @param idleTransaction whether one idles all the time, so that nothing can be vacuumed
  public record Options(
      int seconds, int warmUp, List<Integer> clients, int workers, boolean idleTransaction) {
    public Options {
      clients = List.copyOf(clients);
    }
  }

  public IntakeBench(DatabaseAddress address, Options options, InstantSource clock) {
    this.address = address;
    this.options = options;
    this.deliveries = new Deliveries(clock);
  }

  /// Measures all points.
  ///
  /// @param told of each point as soon as it is measured
  public Report run(Consumer<Report.Point> told) {
    try (Database database = Database.open(address)) {
      Setting setting = Setting.of(database);
      List<Report.Point> points = new ArrayList<>();
      try (Idle _ = Idle.open(address, options.idleTransaction())) {
        Inbox inbox = new Inbox(database, deliveries.clock());
        List<Loop> loops = loops(database, inbox);
        try (WebDoor door =
            WebDoor.open("127.0.0.1", 0, List.of(route(inbox, deliveries.clock())))) {
          measure(
              database,
              door.base(),
              point -> {
                points.add(point);
                told.accept(point);
              });
        } finally {
          loops.forEach(Loop::close);
        }
      }
      return new Report(setting, options, points, answered.size(), check(database));
    }
  }

  private void measure(Database database, URI door, Consumer<Report.Point> told) {
    int most = options.clients().stream().max(Integer::compare).orElseThrow();
    if (options.warmUp() > 0) {
      point(database, door, most, options.warmUp());
    }
    for (int clients : options.clients()) {
      told.accept(point(database, door, clients, options.seconds()));
    }
  }

  private Report.Point point(Database database, URI door, int clients, int seconds) {
    List<Teller> senders = many(clients, () -> new WebhookSender(door, deliveries, TOKEN));
    List<Teller> inserters = many(clients, () -> new PlainInserter(address, deliveries));
    try {
      Side intake = new Side(new Load(senders, numbers, true));
      Side plain = new Side(new Load(inserters, numbers, false));
      for (int turn = 0; turn < seconds; turn++) {
        // ABBA: neither is always the one that runs behind the other.
        (turn % 2 == 0 ? intake : plain).turn(database);
        (turn % 2 == 0 ? plain : intake).turn(database);
      }
      answered.addAll(intake.tally.numbers());
      return new Report.Point(clients, intake.measured(), plain.measured());
    } finally {
      senders.forEach(Teller::close);
      inserters.forEach(Teller::close);
    }
  }

  /// One of the two loads and what it came to.
  private static final class Side {
    private final Load load;
    private final Tally tally = new Tally();
    private Cpu cpu = Cpu.NONE;

    Side(Load load) {
      this.load = load;
    }

    void turn(Database database) {
      Cpu before = Cpu.now(database);
      tally.add(load.run(TURN));
      cpu = cpu.plus(Cpu.now(database).since(before));
    }

    Report.Measured measured() {
      int stored = tally.numbers().size();
      return new Report.Measured(
          stored,
          tally.answers(),
          tally.perSecond(),
          tally.millis(50),
          tally.millis(99),
          Cpu.microsEach(cpu.ours(), stored),
          Cpu.microsEach(cpu.server(), stored));
    }
  }

  private Report.Consistency check(Database database) {
    List<String> stored =
        database.inTransaction(sql -> sql.ask(STORED).list(row -> row.text("dedupe_key")));
    Set<String> distinct = new HashSet<>(stored);
    long lost = answered.stream().map(Deliveries::key).filter(k -> !distinct.contains(k)).count();
    return new Report.Consistency(stored.size(), lost, stored.size() - distinct.size());
  }

  /// The path of QuickBooks as the house has it.
  static Route route(Inbox inbox, InstantSource clock) {
    QuickBooksHook hook = new QuickBooksHook(List.of(company()), clock);
    return Route.post(QuickBooksHook.PATH, new SignedIntake("QuickBooks", hook, inbox));
  }

  private static QuickBooksSettings company() {
    return new QuickBooksSettings(
        Deliveries.BOOK,
        QuickBooksSettings.PRODUCTION,
        QuickBooksSettings.TOKEN_URL,
        "bench",
        new Secret("bench-client-secret"),
        Deliveries.REALM,
        QuickBooksSettings.MINOR_VERSION,
        QuickBooksSettings.APP,
        TOKEN,
        QuickBooksSettings.LARGEST_PAGE);
  }

  private List<Loop> loops(Database database, Inbox inbox) {
    List<Loop> loops =
        IntStream.range(0, options.workers())
            .mapToObj(i ->
                new InboxWorker(
                    database,
                    Map.of(LedgerNews.SOURCE, _ -> {}),
                    (_, _, _) -> {},
                    deliveries.clock(),
                    InboxWorker.Settings.of("bench/" + i)))
            .map(worker -> new Loop("bench inbox", worker::runOnce, LOOP_IDLE))
            .toList();
    loops.forEach(loop -> inbox.onArrival(loop::wake));
    loops.forEach(Loop::start);
    return loops;
  }

  private static List<Teller> many(int count, Supplier<Teller> one) {
    return IntStream.range(0, count).mapToObj(_ -> one.get()).toList();
  }
}
