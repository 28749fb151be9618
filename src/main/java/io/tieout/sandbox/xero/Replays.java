package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// First answers by `Idempotency-Key`, errors too, for six minutes of the stand-in's clock. After
/// that the same key writes again.
final class Replays {
  private static final Duration KEPT = Duration.ofMinutes(6);
  private static final int LONGEST = 128;

  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private final Map<String, ReentrantLock> busy = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /// An answer that was given.
  private record Kept(
      Digest request, HttpAnswer answer, Optional<RequestLog.Written> written, Instant until) {}

  /// An answer and what was written for it.
  record Given(HttpAnswer answer, Optional<RequestLog.Written> written, boolean again) {}

  /// Answers a write once; a second call with the key waits for the first and gets its answer.
  Given once(String key, HttpCall call, Supplier<Instant> clock, Supplier<Given> work) {
    if (key.length() > LONGEST) {
      throw Problem.api(
          10,
          "ValidationException",
          "Idempotency-Key must not be longer than 128 characters; it has " + key.length());
    }
    ReentrantLock mine = held(() -> busy.computeIfAbsent(key, _ -> new ReentrantLock()));
    mine.lock();
    try {
      Digest request = request(call);
      Instant now = clock.get();
      Optional<Kept> before = held(() -> known(key, now));
      if (before.isPresent()) {
        return again(before.get(), request);
      }
      Given given = work.get();
      held(() -> kept.put(key, new Kept(request, given.answer(), given.written(), now.plus(KEPT))));
      return given;
    } finally {
      mine.unlock();
    }
  }

  private Optional<Kept> known(String key, Instant now) {
    kept.values().removeIf(k -> !now.isBefore(k.until()));
    return Optional.ofNullable(kept.get(key));
  }

  private static Given again(Kept before, Digest request) {
    if (!before.request().equals(request)) {
      throw Problem.api(
          10,
          "ValidationException",
          "The Idempotency-Key has already been used with a different request");
    }
    return new Given(before.answer(), before.written(), true);
  }

  private static Digest request(HttpCall call) {
    return Digest.of(
        String.join(
            "\n",
            call.method(),
            call.rawPath(),
            call.query().toString(),
            call.header("xero-tenant-id").orElse(""),
            Digest.of(call.body()).hex()));
  }

  private <T> T held(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
