package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.slack.SlackDoor;
import io.tieout.engine.effect.EffectAnswers;
import io.tieout.engine.effect.EffectRunner;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.jobs.Job;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.jobs.Jobs;
import io.tieout.engine.jobs.Loop;
import io.tieout.engine.mirror.CrmFeed;
import io.tieout.engine.mirror.LedgerFeed;
import io.tieout.engine.mirror.LedgerImport;
import io.tieout.engine.outbox.OutboxWorker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that runs by itself: the loops that empty inbox, outbox and approved work, and the
/// recurring jobs.
final class Workers implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final CrmFeed.Settings WINDOWS =
      new CrmFeed.Settings(
          CrmFeed.Settings.DEFAULT.overlap(), CrmFeed.Settings.DEFAULT.lag(), Duration.ofDays(400));
  private static final int CHAINED_AT_ONCE = 1_000;

  private final Engine engine;
  private final List<Loop> loops;
  private final Jobs jobs;

  /// @param process names this process
  /// @param also further recurring work
  record Plan(
      TieoutConfig config,
      InstantSource clock,
      String process,
      EffectRunner.Deps effects,
      List<Job> also) {}

  private Workers(Engine engine, List<Loop> loops, Jobs jobs) {
    this.engine = engine;
    this.loops = List.copyOf(loops);
    this.jobs = jobs;
  }

  static Workers of(
      Engine engine,
      Connections connections,
      Capabilities capabilities,
      SlackDoor slack,
      Plan plan) {
    EffectRunner runner = new EffectRunner(plan.effects());
    EffectAnswers answers = new EffectAnswers(plan.effects());
    SignalHandler ours =
        signal -> {
          if (EffectAnswers.concerns(signal)) {
            answers.handle(signal);
          } else {
            capabilities.invoicing().handle(signal);
          }
        };
    Map<String, SignalHandler> handlers =
        Map.of(
            "crm",
            capabilities.invoicing(),
            "tieout",
            ours,
            "ledger",
            capabilities.payments(),
            SlackDoor.SOURCE,
            slack.handler());
    Loop inboxOne = new Loop("inbox-1", inbox(engine, handlers, plan, 1)::runOnce, IDLE);
    Loop inboxTwo = new Loop("inbox-2", inbox(engine, handlers, plan, 2)::runOnce, IDLE);
    OutboxWorker telling =
        new OutboxWorker(
            engine.database(),
            slack.notifier(),
            plan.clock(),
            OutboxWorker.Settings.of(plan.process() + "/outbox"));
    Loop outbox = new Loop("outbox", telling::runOnce, IDLE);
    Loop effects = new Loop("effects", runner::runOnce, IDLE);
    engine.inbox().onArrival(inboxOne::wake);
    engine.inbox().onArrival(inboxTwo::wake);
    engine.outbox().onPost(outbox::wake);
    engine.effects().onPlanned(effects::wake);
    return new Workers(
        engine,
        List.of(inboxOne, inboxTwo, outbox, effects),
        new Jobs(
            engine.database(),
            plan.clock(),
            jobs(engine, connections, capabilities, runner, plan)));
  }

  private static InboxWorker inbox(
      Engine engine, Map<String, SignalHandler> handlers, Plan plan, int number) {
    return new InboxWorker(
        engine.database(),
        handlers,
        engine.findings(),
        plan.clock(),
        InboxWorker.Settings.of(plan.process() + "/inbox-" + number));
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
          new CrmFeed(side.crm(), engine.database(), engine.inbox(), engine.cursors(), WINDOWS);
      jobs.add(new Job(side.name() + "-poll", rhythm.crmPoll(), feed::poll));
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
    LedgerImport copy =
        new LedgerImport(
            side.ledger(), engine.database(), engine.mirror(), plan.clock(), side.zone());
    String name = side.ledger().place().replace('/', '-');
    return List.of(
        new Job(name + "-sweep", plan.config().rhythm().ledgerSweep(), feed::sweep),
        new Job(name + "-import", Duration.ofDays(1), copy::run));
  }

  void start() {
    jobs.start();
    loops.forEach(Loop::start);
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
    jobs.close();
    loops.forEach(Loop::close);
  }
}
