package io.tieout.vendor.http;

import io.tieout.value.fault.FaultException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps one access token and fetches the next when it is about to end or was refused. Callers who
/// come while a fetch is under way wait for that one and share its outcome, a failure too.
public final class BearerTokens implements TokenSource {
  private static final Duration EARLY = Duration.ofSeconds(60);

  private final Supplier<Bearer> fetch;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Bearer held;
  private @Nullable CompletableFuture<Bearer> underWay;

  /// @param fetch asks the vendor for a new token; throws `FaultException`
  public BearerTokens(Supplier<Bearer> fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  public String token() {
    return current().value();
  }

  /// The token with all that came with it.
  public Bearer current() {
    CompletableFuture<Bearer> promise;
    boolean mine;
    lock.lock();
    try {
      if (held != null && good(held)) {
        return held;
      }
      mine = underWay == null;
      promise = underWay == null ? new CompletableFuture<>() : underWay;
      underWay = promise;
    } finally {
      lock.unlock();
    }
    return mine ? fetchInto(promise) : joined(promise);
  }

  @Override
  public void invalidate(String token) {
    lock.lock();
    try {
      if (held != null && held.value().equals(token)) {
        held = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Bearer fetchInto(CompletableFuture<Bearer> promise) {
    try {
      Bearer fresh = fetch.get();
      settle(fresh);
      promise.complete(fresh);
      return fresh;
    } catch (RuntimeException | Error e) {
      settle(null);
      promise.completeExceptionally(e);
      throw e;
    }
  }

  private void settle(@Nullable Bearer fresh) {
    lock.lock();
    try {
      held = fresh;
      underWay = null;
    } finally {
      lock.unlock();
    }
  }

  private static Bearer joined(CompletableFuture<Bearer> promise) {
    try {
      return promise.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FaultException fault) {
        throw new FaultException(fault.fault(), fault);
      }
      throw e;
    }
  }

  private boolean good(Bearer bearer) {
    return bearer.expiresAt().map(at -> clock.instant().isBefore(at.minus(EARLY))).orElse(true);
  }
}
