package io.tieout.sandbox.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The faults armed for one stand-in. Each is taken by the next requests that match it, so many
/// times as it was armed for, in the order of arming.
public final class Weather {
  private final List<Armed> armed = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Duration latency = Duration.ZERO;
  private final AtomicReference<Watch> watch = new AtomicReference<>(Watch.NONE);

  /// Told of every request, in the thread that serves it: what it does happens while the caller
  /// waits.
  public interface Watch {
    Watch NONE =
        new Watch() {
          @Override
          public void arrives(HttpCall call) {
            // Nobody watches.
          }

          @Override
          public void carriedOut(HttpCall call, int status) {
            // Nobody watches.
          }
        };

    /// It has come in, and nothing is done yet.
    void arrives(HttpCall call);

    /// It is done, whether or not its answer will arrive.
    void carriedOut(HttpCall call, int status);
  }

  public void watchedBy(Watch watcher) {
    watch.set(watcher);
  }

  Watch watch() {
    return watch.get();
  }

  /// Arms a mishap for the next `times` requests.
  public void arm(Mishap mishap, int times) {
    arm(mishap, times, _ -> true);
  }

  /// Arms a mishap for the next `times` requests that match.
  public void arm(Mishap mishap, int times, Predicate<HttpCall> when) {
    lock.lock();
    try {
      armed.add(new Armed(mishap, times, when));
    } finally {
      lock.unlock();
    }
  }

  /// Every answer takes so much longer from now on.
  public void delay(Duration wait) {
    latency = wait;
  }

  Duration latency() {
    return latency;
  }

  /// Lifts every fault that is still armed.
  public void clear() {
    lock.lock();
    try {
      armed.clear();
    } finally {
      lock.unlock();
    }
  }

  /// How many requests the armed faults still wait for.
  public int pending() {
    lock.lock();
    try {
      return armed.stream().mapToInt(a -> a.left).sum();
    } finally {
      lock.unlock();
    }
  }

  /// A fault that is armed.
  ///
  /// @param left how many requests it still waits for
  public record Waiting(Mishap mishap, int left) {}

  /// The armed faults in the order of arming.
  public List<Waiting> waiting() {
    lock.lock();
    try {
      return armed.stream().map(a -> new Waiting(a.mishap, a.left)).toList();
    } finally {
      lock.unlock();
    }
  }

  Optional<Mishap> strike(HttpCall call) {
    lock.lock();
    try {
      Optional<Armed> next = armed.stream().filter(a -> a.when.test(call)).findFirst();
      next.ifPresent(a -> {
        a.left--;
        if (a.left <= 0) {
          armed.remove(a);
        }
      });
      return next.map(a -> a.mishap);
    } finally {
      lock.unlock();
    }
  }

  private static final class Armed {
    private final Mishap mishap;
    private final Predicate<HttpCall> when;
    private int left;

    Armed(Mishap mishap, int left, Predicate<HttpCall> when) {
      this.mishap = mishap;
      this.left = left;
      this.when = when;
    }
  }
}
