package io.tieout.vendor.xero;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A vault that forgets everything with the test.
final class MemoryVault implements TokenVault {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> history = new ArrayList<>();
  private Optional<Grant> held;
  private Runnable onceAfterWork = () -> {};

  MemoryVault(String refreshToken) {
    held = Optional.of(grant(refreshToken));
  }

  static MemoryVault empty() {
    MemoryVault vault = new MemoryVault("none");
    vault.held = Optional.empty();
    return vault;
  }

  private static Grant grant(String refreshToken) {
    return new Grant(
        new Secret(refreshToken), Instant.parse("2026-11-01T00:00:00Z"), Optional.empty());
  }

  /// As if a sibling process stored its token while our next attempt was under way.
  void siblingRotatesDuringNextWork(String refreshToken) {
    onceAfterWork = () -> held = Optional.of(grant(refreshToken));
  }

  List<String> history() {
    return List.copyOf(history);
  }

  @Override
  public Optional<Grant> load() {
    return held;
  }

  @Override
  public <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work) {
    lock.lock();
    try {
      Renewed<T> renewed = work.apply(held);
      held = Optional.of(renewed.grant());
      history.add(renewed.grant().refreshToken().reveal());
      return renewed.result();
    } finally {
      Runnable sibling = onceAfterWork;
      onceAfterWork = () -> {};
      sibling.run();
      lock.unlock();
    }
  }
}
