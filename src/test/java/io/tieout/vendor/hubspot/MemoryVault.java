package io.tieout.vendor.hubspot;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A vault that forgets everything with the test.
final class MemoryVault implements TokenVault {
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Grant> held;

  MemoryVault(String refreshToken) {
    held =
        new AtomicReference<>(
            new Grant(
                new Secret(refreshToken), Instant.parse("2026-11-01T00:00:00Z"), Optional.empty()));
  }

  @Override
  public Optional<Grant> load() {
    return Optional.of(held.get());
  }

  @Override
  public <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work) {
    lock.lock();
    try {
      Renewed<T> renewed = work.apply(load());
      held.set(renewed.grant());
      return renewed.result();
    } finally {
      lock.unlock();
    }
  }
}
