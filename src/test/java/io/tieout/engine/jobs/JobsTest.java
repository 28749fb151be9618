package io.tieout.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final int SECONDS = 30;

  private final SettableClock clock = new SettableClock();
  private final Semaphore runs = new Semaphore(0);
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_job_runs_at_the_start_and_again_when_its_time_has_come_by_our_clock()
      throws InterruptedException {
    try (Jobs jobs = new Jobs(database, clock, List.of(job("poll", runs::release)))) {
      jobs.start();
      expectRun();
      stopped(jobs);
    }
    try (Jobs jobs = new Jobs(database, clock, List.of(job("poll", runs::release)))) {
      clock.advance(Duration.ofHours(1));
      jobs.start();
      expectRun();
    }
    assertThat(runs.availablePermits()).isZero();
  }

  @Test
  void of_two_processes_one_runs_a_job_that_is_due() throws InterruptedException {
    Job job = job("poll", runs::release);
    try (Jobs one = new Jobs(database, clock, List.of(job));
        Jobs two = new Jobs(database, clock, List.of(job))) {
      one.start();
      two.start();
      expectRun();
      one.stop();
      two.stop();
      assertThat(runs.availablePermits()).isZero();
    }
  }

  @Test
  void a_failing_job_is_told_in_its_status_and_goes_on() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    Job failing =
        job(
            "sweep",
            () -> {
              runs.release();
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the ledger is away");
              }
            });
    Jobs jobs = new Jobs(database, clock, List.of(failing));
    jobs.start();
    expectRun();
    stopped(jobs);
    JobStatus status = jobs.status().getFirst();
    assertThat(status.last())
        .contains(new JobStatus.Run(clock.instant(), Duration.ZERO, false, "the ledger is away"));
    assertThat(status.next()).contains(clock.instant().plus(Duration.ofHours(1)));
    Jobs later = new Jobs(database, clock, List.of(failing));
    clock.advance(Duration.ofHours(1));
    later.start();
    expectRun();
    stopped(later);
    assertThat(later.status().getFirst().last().map(JobStatus.Run::succeeded)).contains(true);
  }

  @Test
  void a_throttled_run_is_put_off_and_not_counted_as_failing() throws InterruptedException {
    Job throttled =
        job(
            "poll",
            () -> {
              runs.release();
              throw new Fault.Throttled("Xero takes no more calls", Duration.ofMinutes(1))
                  .asException();
            });
    Jobs jobs = new Jobs(database, clock, List.of(throttled));
    jobs.start();
    expectRun();
    stopped(jobs);
    assertThat(jobs.status().getFirst().last())
        .contains(
            new JobStatus.Run(
                clock.instant(), Duration.ZERO, true, "put off: Xero takes no more calls"));
    assertThat(jobs.status().getFirst().next()).contains(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void a_job_can_be_run_before_its_time() throws InterruptedException {
    try (Jobs jobs = new Jobs(database, clock, List.of(job("poll", runs::release)))) {
      jobs.start();
      expectRun();
      stopped(jobs);
    }
    try (Jobs jobs = new Jobs(database, clock, List.of(job("poll", runs::release)))) {
      jobs.runNow("poll");
      jobs.start();
      expectRun();
    }
  }

  @Test
  void an_unknown_job_and_a_name_given_twice_are_refused() {
    Job poll = job("poll", runs::release);
    try (Jobs jobs = new Jobs(database, clock, List.of(poll))) {
      assertThatThrownBy(() -> jobs.runNow("sweep")).hasMessage("no job 'sweep'; there are [poll]");
    }
    assertThatThrownBy(() -> new Jobs(database, clock, List.of(poll, poll)))
        .hasMessageContaining("two jobs have the same name");
  }

  @Test
  void a_job_that_never_ran_has_neither_last_run_nor_next() {
    try (Jobs jobs = new Jobs(database, clock, List.of(job("poll", runs::release)))) {
      assertThat(jobs.status().getFirst().last()).isEmpty();
      assertThat(jobs.status().getFirst().next()).isEmpty();
    }
  }

  private static void stopped(Jobs jobs) {
    jobs.stop();
  }

  private static Job job(String name, Runnable work) {
    return new Job(name, Duration.ofHours(1), work);
  }

  private void expectRun() throws InterruptedException {
    assertThat(runs.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
  }
}
