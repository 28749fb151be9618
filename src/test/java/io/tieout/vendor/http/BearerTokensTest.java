package io.tieout.vendor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BearerTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final InstantSource clock = now::get;
  private final AtomicInteger fetched = new AtomicInteger();
  private final BearerTokens tokens = new BearerTokens(this::fetch, clock);
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private final List<HttpCall> seen = new CopyOnWriteArrayList<>();
  private volatile String refusal = "session expired";
  private final LoopbackServer server =
      LoopbackServer.start("vendor", 0, this::vendor, new Weather(), () -> HttpAnswer.empty(429));
  private final Outbound out =
      new Outbound(
          "vendor",
          Settings.DEFAULT,
          new Timing(clock, new Random(7), _ -> {}),
          new StatusFaults("vendor", clock));
  private final AuthorizedOutbound authorized =
      new AuthorizedOutbound(out, tokens, answer -> !answer.text().contains("not attached"));

  @AfterEach
  void stop() {
    out.close();
    server.close();
  }

  @Test
  void a_token_is_kept_until_a_minute_before_its_end() {
    assertThat(tokens.token()).isEqualTo("token-1");
    now.set(NOW.plus(Duration.ofMinutes(28)));
    assertThat(tokens.token()).isEqualTo("token-1");
    now.set(NOW.plus(Duration.ofMinutes(29)));
    assertThat(tokens.token()).isEqualTo("token-2");
  }

  @Test
  void a_refused_token_is_dropped_but_a_newer_one_stays() {
    String old = tokens.token();
    tokens.invalidate(old);
    assertThat(tokens.token()).isEqualTo("token-2");
    tokens.invalidate(old);
    assertThat(tokens.token()).isEqualTo("token-2");
  }

  @Test
  void callers_at_once_share_one_fetch() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    BearerTokens shared =
        new BearerTokens(
            () -> {
              fetching.countDown();
              awaited(release);
              return fetch();
            },
            clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(shared::token);
      fetching.await();
      List<Future<String>> others =
          List.of(threads.submit(shared::token), threads.submit(shared::token));
      release.countDown();
      assertThat(first.get()).isEqualTo("token-1");
      for (Future<String> other : others) {
        assertThat(other.get()).isEqualTo("token-1");
      }
    }
    assertThat(fetched).hasValue(1);
  }

  @Test
  void a_failed_fetch_rises_and_the_next_call_tries_again() {
    AtomicInteger tries = new AtomicInteger();
    BearerTokens flaky =
        new BearerTokens(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new Fault.Transient("down").asException();
              }
              return fetch();
            },
            clock);

    assertThat(catchThrowableOfType(FaultException.class, flaky::token).fault())
        .isInstanceOf(Fault.Transient.class);
    assertThat(flaky.token()).isEqualTo("token-1");
  }

  @Test
  void a_401_renews_the_token_once_and_repeats_even_a_write() {
    good.add("token-2");

    assertThat(authorized.send(write()).status()).isEqualTo(200);
    assertThat(seen)
        .extracting(c -> c.header("authorization").orElse(""))
        .containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void a_second_401_gives_up_as_broken() {
    assertThat(faultOf(write())).isInstanceOf(Fault.Broken.class);
    assertThat(seen).hasSize(2);
  }

  @Test
  void a_401_that_no_token_can_cure_is_not_repeated() {
    refusal = "Connected app is not attached to Agent";

    assertThat(faultOf(write())).isInstanceOf(Fault.Broken.class);
    assertThat(seen).hasSize(1);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void a_bearer_does_not_print_its_value() {
    assertThat(tokens.current().toString()).doesNotContain("token-1");
  }

  private Call write() {
    return Call.write("POST", server.base().resolve("/x"), "text/plain", new byte[] {1});
  }

  private Fault faultOf(Call call) {
    return catchThrowableOfType(FaultException.class, () -> authorized.send(call)).fault();
  }

  private HttpAnswer vendor(HttpCall call) {
    seen.add(call);
    String token = call.header("authorization").orElse("").replace("Bearer ", "");
    return good.contains(token)
        ? HttpAnswer.of(200, "text/plain", "done")
        : HttpAnswer.of(401, "text/plain", refusal);
  }

  private Bearer fetch() {
    return new Bearer(
        "token-" + fetched.incrementAndGet(),
        Optional.of(now.get().plus(Duration.ofMinutes(30))),
        Optional.empty());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
