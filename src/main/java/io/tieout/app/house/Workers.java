package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.slack.SlackDoor;
import io.tieout.engine.auditcopy.AuditCopy;
import io.tieout.engine.effect.EffectAnswers;
import io.tieout.engine.effect.EffectRunner;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.jobs.Job;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.jobs.Jobs;
import io.tieout.engine.jobs.Loop;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.mirror.Copying;
import io.tieout.engine.mirror.CrmCopy;
import io.tieout.engine.mirror.CrmFeed;
import io.tieout.engine.mirror.LedgerCopy;
import io.tieout.engine.mirror.LedgerFeed;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.MirrorUpdates;
import io.tieout.engine.mirror.WalkStatus;
import io.tieout.engine.outbox.OutboxWorker;
import io.tieout.vendor.http.Urgency;
import io.tieout.work.drift.DriftWatch;
import io.tieout.work.undo.UndoFlow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that runs by itself: the loops that empty inbox, outbox and approved work, and the
/// recurring jobs.
final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  /// How soon an import that was broken off, or stopped at a quota, goes on.
  private static final Duration COPY_LOOK = Duration.ofMinutes(10);

  /// Nobody waits for these copies, and a call carries many.
  private static final Duration AUDIT_COPIED = Duration.ofMinutes(1);

  private static final int CHAINED_AT_ONCE = 1_000;
  private static final String INBOX = "inbox";
  private static final String OUTBOX = "outbox";
  private static final String EFFECTS = "effects";

  /// A deal is read in some thirty calls one after the other, so its signal, too, waits for vendors
  /// most of its time (`docs/reliability.md`).
  private static final int SIGNALS_AT_ONCE = 6;

  /// They take what people do in Slack and nothing else, so that nobody waits behind as many deals:
  /// the others prefer people, too, but let no deal go that they hold.
  private static final int PEOPLE_AT_ONCE = 1;

  /// A proposal waits for vendors most of its time.
  private static final int PROPOSALS_AT_ONCE = 4;

  private final Engine engine;
  private final List<Loop> loops;
  private final Jobs jobs;
  private final Keeper keeper;
  private final List<Supplier<Connections.Closing>> listening;
  private final List<Connections.Closing> streams = new ArrayList<>();

  /// @param process names this process
  /// @param also further recurring work
  record Plan(
      TieoutConfig config,
      InstantSource clock,
      String process,
      EffectRunner.Deps effects,
      List<Job> also) {
    Keeper keeper() {
      return effects.keeper();
    }
  }

  /// What runs by time.
  private record Recurring(Jobs jobs, Keeper keeper) {}

  private Workers(
      Engine engine,
      List<Loop> loops,
      Recurring recurring,
      List<Supplier<Connections.Closing>> listening) {
    this.engine = engine;
    this.loops = List.copyOf(loops);
    this.jobs = recurring.jobs();
    this.keeper = recurring.keeper();
    this.listening = List.copyOf(listening);
  }

  static Workers of(Engine engine, Connections connections, Steps steps, Plan plan) {
    List<Loop> inbox = loops(steps, INBOX);
    List<Loop> outbox = loops(steps, OUTBOX);
    List<Loop> effects = loops(steps, EFFECTS);
    inbox.forEach(loop -> engine.inbox().onArrival(loop::wake));
    outbox.forEach(loop -> engine.outbox().onPost(loop::wake));
    effects.forEach(loop -> engine.effects().onPlanned(loop::wake));
    Jobs jobs = new Jobs(engine.database(), plan.clock(), steps.jobs());
    return new Workers(
        engine,
        Stream.of(inbox, outbox, effects).flatMap(List::stream).toList(),
        new Recurring(jobs, plan.keeper()),
        listening(engine, connections, jobs));
  }

  private static List<Loop> loops(Steps steps, String kind) {
    List<BooleanSupplier> same = Objects.requireNonNull(steps.loops().get(kind));
    return IntStream.range(0, same.size())
        .mapToObj(i -> new Loop(kind + "-" + (i + 1), same.get(i), IDLE))
        .toList();
  }

  /// Everything there is to do, and nothing of it begun.
  ///
  /// @param loops by what they work off, those that do so side by side: each does one piece of work
  ///   and tells whether there was one
  record Steps(SequencedMap<String, List<BooleanSupplier>> loops, List<Job> jobs) {
    Steps {
      loops = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(loops));
      jobs = List.copyOf(jobs);
    }
  }

  static Steps steps(
      Engine engine,
      Connections connections,
      Capabilities capabilities,
      SlackDoor slack,
      Plan plan) {
    EffectRunner runner = new EffectRunner(plan.effects());
    Map<String, SignalHandler> handlers = handlers(engine, connections, capabilities, slack, plan);
    SequencedMap<String, List<BooleanSupplier>> loops = new LinkedHashMap<>();
    loops.put(INBOX, inboxes(engine, handlers, plan));
    loops.put(
        OUTBOX,
        List.of(
            new OutboxWorker(
                    engine.database(),
                    slack.notifier(),
                    plan.clock(),
                    OutboxWorker.Settings.of(plan.process() + "/outbox").keptBy(plan.keeper()))
                ::runOnce));
    loops.put(EFFECTS, Collections.nCopies(PROPOSALS_AT_ONCE, runner::runOnce));
    return new Steps(loops, jobs(engine, connections, capabilities, runner, plan));
  }

  private static Map<String, SignalHandler> handlers(
      Engine engine,
      Connections connections,
      Capabilities capabilities,
      SlackDoor slack,
      Plan plan) {
    EffectAnswers answers = new EffectAnswers(plan.effects());
    SignalHandler ours =
        signal -> {
          if (EffectAnswers.concerns(signal)) {
            answers.handle(signal);
          } else if (UndoFlow.concerns(signal)) {
            capabilities.undo().handle(signal);
          } else if (DriftWatch.answers(signal.signal())) {
            capabilities.drift().handle(signal);
          } else {
            capabilities.invoicing().handle(signal);
          }
        };
    MirrorUpdates mirror =
        new MirrorUpdates(
            new MirrorUpdates.Deps(
                engine.database(),
                engine.mirror(),
                engine.links(),
                connections.crms(),
                connections.books(),
                plan.clock()));
    return Map.of(
        "crm",
        unhurried(beside(mirror, capabilities.invoicing())),
        "tieout",
        ours,
        LedgerNews.SOURCE,
        unhurried(watched(capabilities, beside(mirror, capabilities.payments()))),
        SlackDoor.SOURCE,
        slack.handler());
  }

  /// One stream of events for each CRM that has one; a gap in it has the CRM polled at once.
  private static List<Supplier<Connections.Closing>> listening(
      Engine engine, Connections connections, Jobs jobs) {
    return connections.sides().stream()
        .flatMap(side ->
            side.events().stream()
                .map(events ->
                    (Supplier<Connections.Closing>)
                        () ->
                            events.listen(
                                new DealChanges(
                                    engine, events.topic(), () -> jobs.runNow(pollOf(side))))))
        .toList();
  }

  /// What a sweep found is worked on in the background too.
  private static SignalHandler unhurried(SignalHandler handler) {
    return signal ->
        (signal.signal().patient() ? Urgency.BACKGROUND : Urgency.INTERACTIVE)
            .run(() -> handler.handle(signal));
  }

  /// The watch compares with the copies that the others renew, so it comes first.
  private static SignalHandler watched(Capabilities capabilities, SignalHandler others) {
    return stored -> {
      capabilities.drift().handle(stored);
      others.handle(stored);
    };
  }

  /// What only the mirror follows goes there, all else to the flow.
  private static SignalHandler beside(MirrorUpdates mirror, SignalHandler flow) {
    return stored -> (MirrorUpdates.concerns(stored.signal()) ? mirror : flow).handle(stored);
  }

  /// Those that take everything come first.
  private static List<BooleanSupplier> inboxes(
      Engine engine, Map<String, SignalHandler> handlers, Plan plan) {
    return IntStream.rangeClosed(1, SIGNALS_AT_ONCE + PEOPLE_AT_ONCE)
        .mapToObj(number -> {
          InboxWorker.Settings settings =
              InboxWorker.Settings.of(plan.process() + "/inbox-" + number).keptBy(plan.keeper());
          return number <= SIGNALS_AT_ONCE ? settings : settings.onlyForPeople();
        })
        .map(settings ->
            new InboxWorker(engine.database(), handlers, engine.findings(), plan.clock(), settings))
        .<BooleanSupplier>map(worker -> worker::runOnce)
        .toList();
  }

  private static List<Job> jobs(
      Engine engine,
      Connections connections,
      Capabilities capabilities,
      EffectRunner runner,
      Plan plan) {
    TieoutConfig.Rhythm rhythm = plan.config().rhythm();
    List<Job> jobs = new ArrayList<>();
    for (Connections.CrmSide side : connections.sides()) {
      CrmFeed feed =
          new CrmFeed(
              side.crm(),
              engine.database(),
              engine.inbox(),
              engine.cursors(),
              CrmFeed.Settings.DEFAULT);
      jobs.add(inBackground(pollOf(side), rhythm.crmPoll(), feed::poll));
      jobs.add(inBackground(side.name() + "-sweep", rhythm.crmSweep(), feed::sweep));
      CrmCopy copy = new CrmCopy(side.crm(), copying(engine, plan));
      jobs.add(inBackground(side.name() + "-import", COPY_LOOK, copy::run));
      side.audit()
          .map(audit -> new AuditCopy(auditCopies(engine, plan), audit))
          .ifPresent(audit ->
              jobs.add(inBackground(side.name() + "-audit-copy", AUDIT_COPIED, audit::run)));
    }
    for (Connections.BookSide side : connections.ledgers()) {
      jobs.addAll(ofBook(engine, side, plan));
    }
    jobs.add(new Job("effect-janitor", rhythm.janitor(), runner::settleUncertain));
    jobs.add(
        new Job(
            "audit-sequencer",
            Duration.ofSeconds(5),
            () -> engine.chain().sequence(CHAINED_AT_ONCE)));
    jobs.add(new Job("approval-reminders", Duration.ofMinutes(1), capabilities.approvals()::tick));
    jobs.addAll(plan.also());
    return jobs;
  }

  private static List<Job> ofBook(Engine engine, Connections.BookSide side, Plan plan) {
    LedgerFeed feed =
        new LedgerFeed(
            side.ledger(),
            engine.database(),
            engine.inbox(),
            engine.cursors(),
            LedgerFeed.Settings.of(plan.clock()));
    LedgerCopy copy = new LedgerCopy(side.ledger(), copying(engine, plan));
    String name = side.ledger().place().replace('/', '-');
    return List.of(
        inBackground(name + "-sweep", plan.config().rhythm().ledgerSweep(), feed::sweep),
        inBackground(name + "-import", COPY_LOOK, copy::run));
  }

  /// Work that reads much and for which nobody waits: it leaves a part of the vendors' limits.
  private static Job inBackground(String name, Duration every, Runnable work) {
    return new Job(name, every, () -> Urgency.BACKGROUND.run(work));
  }

  private static String pollOf(Connections.CrmSide side) {
    return side.name() + "-poll";
  }

  private static Copying copying(Engine engine, Plan plan) {
    return new Copying(
        engine.database(),
        engine.mirror(),
        engine.links(),
        plan.clock(),
        Workers::tell,
        Copying.Settings.DEFAULT);
  }

  private static AuditCopy.Deps auditCopies(Engine engine, Plan plan) {
    return new AuditCopy.Deps(
        engine.database(), engine.chain(), engine.proposals(), engine.findings(), plan.clock());
  }

  private static void tell(WalkStatus status) {
    LOG.info("copying {}: {}", status.source(), status.text());
  }

  void start() {
    keeper.start();
    jobs.start();
    loops.forEach(Loop::start);
    listening.forEach(begin -> streams.add(begin.get()));
  }

  List<JobStatus> jobs() {
    return jobs.status();
  }

  void runNow(String job) {
    jobs.runNow(job);
  }

  boolean idle() {
    return engine
        .database()
        .inTransaction(
            sql -> engine.inbox().waiting(sql) == 0 && engine.outbox().waiting(sql) == 0);
  }

  @Override
  public void close() {
    streams.forEach(Connections.Closing::close);
    jobs.close();
    loops.forEach(Loop::close);
    keeper.close();
  }
}
