package io.tieout.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final int SECONDS = 30;

  private final Semaphore steps = new Semaphore(0);

  @Test
  void it_steps_until_nothing_is_left_and_again_when_woken() throws InterruptedException {
    AtomicInteger left = new AtomicInteger(3);
    try (Loop loop =
        new Loop(
            "test",
            () -> {
              steps.release();
              return left.getAndDecrement() > 0;
            },
            NEVER)) {
      loop.start();
      expect(4);
      loop.wake();
      expect(1);
    }
  }

  @Test
  void it_looks_by_itself_after_the_idle_time() throws InterruptedException {
    try (Loop loop = new Loop("test", this::nothing, Duration.ofMillis(1))) {
      loop.start();
      expect(3);
    }
  }

  @Test
  void a_wake_during_a_step_is_not_lost() throws InterruptedException {
    Semaphore goOn = new Semaphore(0);
    try (Loop loop =
        new Loop(
            "test",
            () -> {
              steps.release();
              goOn.acquireUninterruptibly();
              return false;
            },
            NEVER)) {
      loop.start();
      expect(1);
      loop.wake();
      goOn.release(2);
      expect(1);
    }
  }

  @Test
  void an_error_does_not_end_it_either() throws InterruptedException {
    try (Loop loop =
        new Loop(
            "test",
            () -> {
              steps.release();
              throw new StackOverflowError("boom");
            },
            NEVER)) {
      loop.start();
      expect(1);
      loop.wake();
      expect(1);
    }
  }

  @Test
  void a_step_that_throws_does_not_end_it() throws InterruptedException {
    try (Loop loop =
        new Loop(
            "test",
            () -> {
              steps.release();
              throw new IllegalStateException("boom");
            },
            NEVER)) {
      loop.start();
      expect(1);
      loop.wake();
      expect(1);
    }
  }

  @Test
  void closing_waits_for_the_step_under_way() throws InterruptedException {
    Semaphore goOn = new Semaphore(0);
    AtomicBoolean finished = new AtomicBoolean();
    AtomicBoolean finishedAtClose = new AtomicBoolean();
    Loop loop =
        new Loop(
            "test",
            () -> {
              steps.release();
              goOn.acquireUninterruptibly();
              finished.set(true);
              return true;
            },
            NEVER);
    loop.start();
    expect(1);
    Thread closing =
        Thread.ofVirtual()
            .start(() -> {
              loop.close();
              finishedAtClose.set(finished.get());
            });
    goOn.release();
    assertThat(closing.join(Duration.ofSeconds(SECONDS))).isTrue();
    assertThat(finishedAtClose).isTrue();
  }

  @Test
  void one_that_was_never_started_can_be_closed() {
    Loop loop = new Loop("test", this::nothing, NEVER);
    loop.close();
    assertThat(steps.availablePermits()).isZero();
  }

  private boolean nothing() {
    steps.release();
    return false;
  }

  private void expect(int count) throws InterruptedException {
    assertThat(steps.tryAcquire(count, SECONDS, TimeUnit.SECONDS)).isTrue();
  }
}
