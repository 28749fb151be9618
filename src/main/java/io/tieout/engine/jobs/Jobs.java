package io.tieout.engine.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tieout.engine.db.Database;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs recurring jobs. Of several processes with the same jobs on one database, one runs each when
/// it is due; a job whose process died is taken over. A failing job is run again at its next time.
/// A vendor that wants to be left alone for a while is no failure: the job goes on at its next
/// time.
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /// A run whose process was silent for so many heartbeats is taken over.
  private static final int MISSED_HEARTBEATS = 6;

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final int THREADS = 4;

  private final List<Job> jobs;
  private final InstantSource clock;
  private final JobRuns runs;
  private final Scheduler scheduler;

  public Jobs(Database database, InstantSource clock, List<Job> jobs) {
    this.jobs = List.copyOf(jobs);
    String runner = runner();
    this.clock = clock;
    this.runs = new JobRuns(database, runner);
    if (this.jobs.stream().map(Job::name).distinct().count() != this.jobs.size()) {
      throw new IllegalArgumentException(
          "two jobs have the same name: " + this.jobs.stream().map(Job::name).toList());
    }
    List<RecurringTask<Void>> tasks = this.jobs.stream().map(this::task).toList();
    this.scheduler =
        Scheduler.create(database.dataSource(), List.of())
            .startTasks(tasks)
            .clock(clock::instant)
            .schedulerName(new SchedulerName.Fixed(runner))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_PATIENCE)
            .threads(THREADS)
            .build();
  }

  public void start() {
    scheduler.start();
  }

  /// Starts no further run and waits a while for those that are under way.
  public void stop() {
    scheduler.stop();
  }

  @Override
  public void close() {
    stop();
  }

  /// All jobs, in the order they were given.
  public List<JobStatus> status() {
    return jobs.stream()
        .map(job ->
            new JobStatus(job.name(), job.every(), runs.last(job.name()), runs.next(job.name())))
        .toList();
  }

  /// Makes the job due now, in whichever process comes first. A run that is under way is not
  /// doubled.
  public void runNow(String name) {
    if (jobs.stream().noneMatch(job -> job.name().equals(name))) {
      throw new IllegalArgumentException(
          "no job '%s'; there are %s".formatted(name, jobs.stream().map(Job::name).toList()));
    }
    TaskInstanceId instance = TaskInstanceId.of(name, RecurringTask.INSTANCE);
    try {
      if (scheduler.getScheduledExecution(instance).filter(e -> !e.isPicked()).isPresent()) {
        scheduler.reschedule(instance, clock.instant());
      }
    } catch (TaskInstanceCurrentlyExecutingException e) {
      LOG.debug("job {} has just begun by itself", name, e);
    }
    scheduler.triggerCheckForDueExecutions();
  }

  /// Host and process, for whoever reads the history.
  private static String runner() {
    return new SchedulerName.Hostname().getName() + "/" + ProcessHandle.current().pid();
  }

  private RecurringTask<Void> task(Job job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((_, _) -> run(job));
  }

  /// Failures end here: the schedule goes on, the history tells.
  private void run(Job job) {
    Instant start = clock.instant();
    Ended ended = attempt(job);
    Duration took = Duration.between(start, clock.instant());
    runs.add(
        job.name(),
        new JobStatus.Run(
            start, took.isNegative() ? Duration.ZERO : took, ended.succeeded(), ended.message()));
  }

  private record Ended(boolean succeeded, String message) {}

  private static Ended attempt(Job job) {
    try {
      job.work().run();
      return new Ended(true, "");
    } catch (RuntimeException e) {
      if (e instanceof FaultException f && f.fault() instanceof Fault.Throttled throttled) {
        LOG.info("job {} waits for its next time: {}", job.name(), throttled.message());
        return new Ended(true, "put off: " + throttled.message());
      }
      LOG.error("job {} failed; it runs again in {}", job.name(), job.every(), e);
      String message = e.getMessage();
      return new Ended(
          false, message == null || message.isBlank() ? e.getClass().getSimpleName() : message);
    }
  }
}
