package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.permit.Permit;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends calls to one vendor. A read is repeated while its fault says that nothing happened and the
/// deadline allows; a write leaves at most once, and is [Fault.Ambiguous] when it may have arrived.
///
/// HTTP/1.1 on purpose: one connection carries one call, so a cut connection is about that call.
public final class Outbound implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final int MAX_BODY = 64 * 1024 * 1024;
  private static final int LOGGED = 2_000;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String vendor;
  private final Settings settings;
  private final Timing timing;
  private final FaultReader faults;
  private final Gate gate;
  private final HttpClient client;

  /// @param vendor its name, for messages
  public Outbound(String vendor, Settings settings, Timing timing, FaultReader faults) {
    this.vendor = vendor;
    this.settings = settings;
    this.timing = timing;
    this.faults = faults;
    this.gate = new Gate(vendor, settings, timing);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// The answer when the vendor's reader finds no fault in it, else a [FaultException].
  public Answer send(Call call) {
    return send(call, faults);
  }

  /// As [#send(Call)], with another reading of the answer's faults.
  Answer send(Call call, FaultReader reader) {
    Instant end = timing.clock().instant().plus(settings.deadline());
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(call, reader, end);
      switch (outcome) {
        case Outcome.Good(Answer answer) -> {
          return answer;
        }
        case Outcome.Failed failed -> waitOrRise(call, failed, attempt, end);
      }
    }
  }

  FaultReader faults() {
    return faults;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void waitOrRise(Call call, Outcome.Failed failed, int attempt, Instant end) {
    Optional<Duration> wait = call.isWrite() ? Optional.empty() : wait(failed.fault(), attempt);
    boolean again =
        attempt < settings.maxReadAttempts()
            && wait.filter(w -> timing.clock().instant().plus(w).isBefore(end)).isPresent();
    if (!again) {
      throw failed.exception();
    }
    LOG.debug(
        "{}: {} failed ({}), again in {}",
        vendor,
        call,
        failed.fault().message(),
        wait.orElseThrow());
    try {
      timing.pause().pause(wait.orElseThrow());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed.exception();
    }
  }

  /// How long to wait before the same read is sent again; empty when it must not be.
  private Optional<Duration> wait(Fault fault, int attempt) {
    return switch (fault) {
      case Fault.Transient _ -> Optional.of(backoff(attempt));
      case Fault.Throttled(_, Duration after) when after.compareTo(LONGEST_WAIT) <= 0 ->
          Optional.of(after.plus(backoff(attempt)));
      case Fault.Throttled _, Fault.Refused _, Fault.Ambiguous _, Fault.Broken _ ->
          Optional.empty();
    };
  }

  /// Doubles with each attempt, and falls at random into the upper half of that.
  private Duration backoff(int attempt) {
    long full = FIRST_WAIT.toMillis() << Math.min(attempt - 1, 5);
    return Duration.ofMillis(full / 2 + timing.jitter().nextLong(full / 2 + 1));
  }

  private Outcome attempt(Call call, FaultReader reader, Instant end) {
    Gate.Pass entered;
    try {
      entered = gate.enter(call, end);
    } catch (FaultException e) {
      return Outcome.failed(e.fault(), e);
    }
    try (Gate.Pass pass = entered) {
      Duration patience = patience(call, end);
      if (patience.isZero()) {
        return Outcome.failed(
            new Fault.Transient(
                "%s was not sent to %s: somebody else may do it by now".formatted(call, vendor)));
      }
      Answer answer = exchange(call, patience.toNanos());
      log(call, answer);
      Optional<Fault> fault = reader.fault(call, answer);
      pass.told(answer, fault);
      return fault.map(Outcome::failed).orElse(new Outcome.Good(answer));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Outcome.failed(NetworkFaults.of(vendor, call, cause), cause);
    } catch (TimeoutException e) {
      return Outcome.failed(
          NetworkFaults.unanswered(vendor, call, "no answer within " + settings.deadline()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(
          NetworkFaults.unanswered(vendor, call, "interrupted while waiting for the answer"), e);
    }
  }

  /// A write is not waited for longer than it is surely ours; zero when it is not.
  private Duration patience(Call call, Instant end) {
    Duration whole = Duration.between(timing.clock().instant(), end);
    Duration least = whole.isPositive() ? whole : Duration.ofNanos(1);
    return call.isWrite()
        ? Permit.left().filter(left -> left.compareTo(least) < 0).orElse(least)
        : least;
  }

  private Answer exchange(Call call, long nanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
    call.headers().forEach(request::setHeader);
    byte[] body = call.body();
    request.method(
        call.method(),
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
    try {
      HttpResponse<byte[]> got = answer.get(nanos, TimeUnit.NANOSECONDS);
      Map<String, String> headers = new LinkedHashMap<>();
      got.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(got.statusCode(), headers, got.body());
    } finally {
      answer.cancel(true);
    }
  }

  private void log(Call call, Answer answer) {
    if (LOG.isDebugEnabled()) {
      String text = answer.text();
      String start = text.length() > LOGGED ? text.substring(0, LOGGED) + "…" : text;
      LOG.debug(
          "{}: {} {} -> {} {}",
          vendor,
          call.method(),
          Redactor.redact(call.uri().toString()),
          answer,
          Redactor.redact(start));
    }
  }

  private sealed interface Outcome {
    record Good(Answer answer) implements Outcome {}

    record Failed(Fault fault, Optional<Throwable> cause) implements Outcome {
      FaultException exception() {
        return new FaultException(fault, cause.orElse(null));
      }
    }

    static Outcome failed(Fault fault) {
      return new Failed(fault, Optional.empty());
    }

    static Outcome failed(Fault fault, Throwable cause) {
      return new Failed(fault, Optional.of(cause));
    }
  }
}
