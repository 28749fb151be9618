package io.tieout.vendor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.permit.Permit;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Settings QUICK =
      new Settings(Duration.ofSeconds(20), Duration.ofSeconds(2), 4, 3);

  private final Weather weather = new Weather();
  private final List<HttpCall> seen = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Timing timing = new Timing(InstantSource.fixed(NOW), new Random(7), pauses::add);
  private volatile Function<HttpCall, HttpAnswer> vendor =
      _ -> HttpAnswer.json(200, Json.object().put("ok", true).build());
  private final LoopbackServer server =
      LoopbackServer.start(
          "vendor",
          0,
          call -> {
            seen.add(call);
            return vendor.apply(call);
          },
          weather,
          () -> HttpAnswer.empty(429).withHeader("Retry-After", "3"));
  private final Outbound out = outbound(QUICK);

  @AfterEach
  void stop() {
    out.close();
    server.close();
  }

  @Test
  void an_answer_carries_status_headers_and_json() {
    vendor =
        _ ->
            HttpAnswer.json(200, Json.object().put("total", "12.50").build())
                .withHeader("Sforce-Limit-Info", "api-usage=1/5000");

    Answer answer = out.send(Call.get(uri("/things?id=1")).withHeader("X-Ours", "yes"));

    assertThat(answer.json().asObj("answer").text("total")).isEqualTo("12.50");
    assertThat(answer.header("sforce-limit-INFO")).contains("api-usage=1/5000");
    assertThat(seen.getFirst().header("x-ours")).contains("yes");
    assertThat(seen.getFirst().param("id")).contains("1");
  }

  @Test
  void a_read_is_sent_again_after_503_with_growing_pauses() {
    weather.arm(Mishap.DOWN, 2);

    assertThat(out.send(Call.get(uri("/things"))).status()).isEqualTo(200);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void a_read_that_stays_down_is_transient_after_the_last_attempt() {
    weather.arm(Mishap.DOWN, 9);

    assertThat(faultOf(Call.get(uri("/things")))).isInstanceOf(Fault.Transient.class);
    assertThat(weather.pending()).isEqualTo(6);
  }

  @Test
  void a_throttled_read_waits_as_long_as_the_vendor_says() {
    weather.arm(Mishap.THROTTLED, 1);

    out.send(Call.get(uri("/things")));

    assertThat(pauses).hasSize(1);
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3250));
  }

  @Test
  void a_throttle_longer_than_the_cap_rises_at_once() {
    vendor = _ -> HttpAnswer.empty(429).withHeader("Retry-After", "86400");

    assertThat(faultOf(Call.get(uri("/things"))))
        .isInstanceOfSatisfying(
            Fault.Throttled.class, t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofDays(1)));
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_retry_after_date_is_measured_from_the_clock() {
    vendor = _ -> HttpAnswer.empty(429).withHeader("Retry-After", "Sun, 22 Nov 2026 08:10:00 GMT");

    assertThat(faultOf(Call.get(uri("/things"))))
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
  }

  @Test
  void a_write_whose_answer_is_lost_is_ambiguous_and_leaves_once() {
    weather.arm(Mishap.ANSWER_LOST, 1);

    assertThat(faultOf(write())).isInstanceOf(Fault.Ambiguous.class);
    assertThat(seen).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_write_that_meets_a_5xx_is_ambiguous_and_leaves_once() {
    weather.arm(Mishap.ERROR_AFTER, 1);

    assertThat(faultOf(write())).isInstanceOf(Fault.Ambiguous.class);
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_write_that_runs_into_the_deadline_is_ambiguous() {
    CountDownLatch release = new CountDownLatch(1);
    vendor =
        _ -> {
          await(release);
          return HttpAnswer.empty(204);
        };
    try (Outbound hasty =
        outbound(new Settings(Duration.ofMillis(200), Duration.ofSeconds(2), 4, 3))) {
      Fault fault = fault(hasty, write());
      release.countDown();
      assertThat(fault).isInstanceOf(Fault.Ambiguous.class);
      assertThat(fault.message()).contains("POST /things", "no answer within PT0.2S");
    }
  }

  @Test
  void a_write_without_a_permit_does_not_leave_and_a_read_does() {
    Fault fault = Permit.during(() -> Duration.ZERO, () -> faultOf(write()));
    assertThat(fault).isInstanceOf(Fault.Transient.class);
    assertThat(seen).isEmpty();
    Permit.during(() -> Duration.ZERO, () -> out.send(Call.get(server.base())));
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_write_is_not_waited_for_longer_than_its_permit_lasts() {
    CountDownLatch release = new CountDownLatch(1);
    vendor =
        _ -> {
          await(release);
          return HttpAnswer.empty(204);
        };
    Fault fault = Permit.during(() -> Duration.ofMillis(200), () -> faultOf(write()));
    release.countDown();
    assertThat(fault).isInstanceOf(Fault.Ambiguous.class);
  }

  @Test
  void a_write_that_finds_nobody_listening_is_transient_for_nothing_left() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:%d/things".formatted(closedPort));

    assertThat(faultOf(Call.write("POST", nobody, "application/json", bytes("{}"))))
        .isInstanceOf(Fault.Transient.class);
  }

  @Test
  void a_read_survives_a_cut_connection() {
    weather.arm(Mishap.ANSWER_LOST, 1);

    assertThat(out.send(Call.read("POST", uri("/query"), "text/plain", bytes("q"))).status())
        .isEqualTo(200);
    assertThat(seen).hasSize(2);
  }

  @Test
  void statuses_are_faults_by_what_to_do_next() {
    Map<Integer, Class<? extends Fault>> meaning =
        Map.of(
            302, Fault.Broken.class,
            400, Fault.Refused.class,
            401, Fault.Broken.class,
            403, Fault.Broken.class,
            404, Fault.Refused.class,
            409, Fault.Refused.class,
            412, Fault.Refused.class,
            422, Fault.Refused.class,
            429, Fault.Throttled.class,
            500, Fault.Ambiguous.class);
    meaning.forEach((status, kind) -> {
      vendor = _ -> HttpAnswer.empty(status);
      assertThat(faultOf(write())).as("status " + status).isInstanceOf(kind);
    });
  }

  @Test
  void a_page_sent_instead_of_json_is_broken_not_a_crash() {
    vendor = _ -> HttpAnswer.of(200, "text/html", "<h1>Please log in</h1>");

    FaultException thrown =
        catchThrowableOfType(FaultException.class, () -> out.send(Call.get(uri("/things"))).json());

    assertThat(thrown.fault()).isInstanceOf(Fault.Broken.class);
    assertThat(thrown).hasMessageContaining("text/html").hasMessageNotContaining("log in");
  }

  @Test
  void no_more_calls_are_in_flight_than_allowed() throws Exception {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pair = new CyclicBarrier(2);
    vendor =
        _ -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          await(pair);
          inFlight.decrementAndGet();
          return HttpAnswer.empty(204);
        };
    try (Outbound narrow =
            outbound(new Settings(Duration.ofSeconds(20), Duration.ofSeconds(2), 2, 1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          threads.invokeAll(
              java.util.Collections.nCopies(8, () -> narrow.send(Call.get(uri("/things")))));
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(204);
      }
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void a_call_and_its_answer_do_not_print_what_they_carry() {
    Call call =
        Call.write("POST", uri("/things?token=abc"), "text/plain", bytes("secret"))
            .withHeader("Authorization", "Bearer abc");

    assertThat(call.toString()).isEqualTo("POST /things");
    assertThat(new Answer(200, Map.of(), bytes("secret")).toString()).isEqualTo("200 (6 bytes)");
  }

  private Call write() {
    return Call.write("POST", uri("/things"), "application/json", bytes("{\"a\":1}"));
  }

  private Fault faultOf(Call call) {
    return fault(out, call);
  }

  private static Fault fault(Outbound sender, Call call) {
    return catchThrowableOfType(FaultException.class, () -> sender.send(call)).fault();
  }

  private Outbound outbound(Settings settings) {
    return new Outbound("vendor", settings, timing, new StatusFaults("vendor", timing.clock()));
  }

  private URI uri(String path) {
    return server.base().resolve(path);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released the vendor");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
