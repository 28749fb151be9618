package io.tieout.vendor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the client makes of a quota's verdicts.
class OutboundQuotaTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Settings SETTINGS =
      new Settings(Duration.ofSeconds(20), Duration.ofSeconds(2), 1, 3);

  private final Weather weather = new Weather();
  private final AtomicInteger arrived = new AtomicInteger();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Deque<Duration> waits = new ArrayDeque<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final LoopbackServer server =
      LoopbackServer.start(
          "vendor",
          0,
          _ -> {
            arrived.incrementAndGet();
            return HttpAnswer.empty(204);
          },
          weather,
          () -> HttpAnswer.empty(429).withHeader("Retry-After", "3600"));
  private Quota quota = this::verdict;
  private Runnable whileWaiting = () -> {};
  private final Outbound out =
      new Outbound(
          "vendor",
          SETTINGS,
          new Timing(
              InstantSource.fixed(NOW),
              new Random(7),
              this::pause,
              (call, longest) -> quota.ask(call, longest)),
          new StatusFaults("vendor", InstantSource.fixed(NOW)));

  @AfterEach
  void stop() {
    out.close();
    server.close();
  }

  @Test
  void a_call_without_leave_waits_and_then_leaves_a_write_too() {
    waits.add(Duration.ofMillis(1_500));
    waits.add(Duration.ofMillis(500));

    assertThat(out.send(write()).status()).isEqualTo(204);

    assertThat(pauses).hasSize(2);
    assertThat(pauses.getFirst())
        .as("it may be over sooner than was said")
        .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_050));
    assertThat(pauses.getLast()).isBetween(Duration.ofMillis(500), Duration.ofMillis(550));
    assertThat(told).containsExactly("204", "done");
  }

  @Test
  void a_wait_beyond_the_deadline_rises_at_once_and_nothing_leaves() {
    waits.add(Duration.ofHours(3));

    assertThat(faultOf(write()))
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> {
              assertThat(t.retryAfter()).isEqualTo(Duration.ofHours(3));
              assertThat(t.message()).isEqualTo("POST /things was not sent: all is used");
            });
    assertThat(arrived).hasValue(0);
    assertThat(pauses).isEmpty();
  }

  @Test
  void waits_end_with_the_deadline_however_often_leave_is_refused() {
    for (int i = 0; i < 100; i++) {
      waits.add(Duration.ofSeconds(6));
    }

    assertThat(faultOf(write())).isInstanceOf(Fault.Throttled.class);
    assertThat(pauses).hasSize(20);
    assertThat(arrived).hasValue(0);
  }

  @Test
  void who_would_wait_for_long_is_told_so_instead() {
    try (Outbound patient =
        new Outbound(
            "vendor",
            new Settings(Duration.ofMinutes(5), Duration.ofSeconds(2), 1, 3),
            new Timing(
                InstantSource.fixed(NOW),
                new Random(7),
                this::pause,
                (_, _) -> new Quota.Verdict.Wait("all is used", Duration.ofSeconds(31))),
            new StatusFaults("vendor", InstantSource.fixed(NOW)))) {
      assertThat(catchThrowableOfType(FaultException.class, () -> patient.send(write())).fault())
          .isInstanceOf(Fault.Throttled.class);
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void who_waits_for_leave_holds_no_connection() {
    waits.add(Duration.ofSeconds(1));
    List<Integer> meanwhile = new CopyOnWriteArrayList<>();
    whileWaiting = () -> meanwhile.add(out.send(write()).status());

    assertThat(out.send(write()).status()).isEqualTo(204);
    assertThat(meanwhile).containsExactly(204);
  }

  @Test
  void a_throttled_answer_is_told_with_its_fault() {
    weather.arm(Mishap.THROTTLED, 1);

    assertThat(faultOf(write())).isInstanceOf(Fault.Throttled.class);
    assertThat(told).containsExactly("429 PT1H", "done");
  }

  @Test
  void leave_is_given_back_when_no_answer_comes() {
    weather.arm(Mishap.ANSWER_LOST, 1);

    assertThat(faultOf(write())).isInstanceOf(Fault.Ambiguous.class);
    assertThat(told).containsExactly("done");
  }

  @Test
  void a_quota_that_cannot_be_asked_lets_nothing_leave_and_keeps_no_connection() {
    quota =
        (_, _) -> {
          throw new IllegalStateException("no database");
        };
    assertThat(faultOf(write())).isInstanceOf(Fault.Transient.class);
    assertThat(arrived).hasValue(0);

    quota = this::verdict;
    assertThat(out.send(write()).status()).isEqualTo(204);
  }

  @Test
  void an_answer_is_not_lost_because_it_could_not_be_counted() {
    quota =
        (_, _) ->
            new Quota.Verdict.Go(
                new Quota.Leave() {
                  @Override
                  public void told(Answer answer, Optional<Fault> fault) {
                    throw new IllegalStateException("no database");
                  }

                  @Override
                  public void done() {
                    throw new IllegalStateException("no database");
                  }
                });
    assertThat(out.send(write()).status()).isEqualTo(204);
    assertThat(out.send(write()).status()).isEqualTo(204);
  }

  @Test
  void urgency_is_said_for_a_piece_of_work_and_is_over_with_it() {
    List<Urgency> seen = new CopyOnWriteArrayList<>();
    Urgency.BACKGROUND.run(() -> {
      seen.add(Urgency.current());
      Urgency.INTERACTIVE.run(() -> seen.add(Urgency.current()));
    });
    seen.add(Urgency.current());
    assertThat(seen).containsExactly(Urgency.BACKGROUND, Urgency.INTERACTIVE, Urgency.INTERACTIVE);
  }

  private void pause(Duration time) {
    pauses.add(time);
    whileWaiting.run();
  }

  private Quota.Verdict verdict(Call call, Duration longest) {
    assertThat(longest).isEqualTo(Duration.ofSeconds(20));
    Optional<Duration> wait = Optional.ofNullable(waits.poll());
    return wait.<Quota.Verdict>map(time -> new Quota.Verdict.Wait("all is used", time))
        .orElseGet(() -> new Quota.Verdict.Go(new Noting()));
  }

  private final class Noting implements Quota.Leave {
    @Override
    public void told(Answer answer, Optional<Fault> fault) {
      String wait =
          fault.orElse(null) instanceof Fault.Throttled(_, Duration after) ? " " + after : "";
      told.add(answer.status() + wait);
    }

    @Override
    public void done() {
      told.add("done");
    }
  }

  private Call write() {
    return Call.write("POST", server.base().resolve("/things"), "text/plain", new byte[] {1});
  }

  private Fault faultOf(Call call) {
    return catchThrowableOfType(FaultException.class, () -> out.send(call)).fault();
  }
}
