package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Keeps what it is told, as a table would, and lets a test wait for it.
final class Store implements ChangeListener {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final List<ChangeHint> hints = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private final List<Instant> gapsSince = new ArrayList<>();
  private final List<Fault> downs = new ArrayList<>();
  private Optional<ReplayPosition> position = Optional.empty();
  private int ups;
  private int stores;
  private int failures;

  @Override
  public Optional<ReplayPosition> position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changed(List<ChangeHint> more, ReplayPosition reached) {
    noted(() -> {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("the table is locked");
      }
      stores++;
      hints.addAll(more);
      position = Optional.of(reached);
    });
  }

  @Override
  public void gap(Instant since, String why) {
    noted(() -> {
      gapsSince.add(since);
      gaps.add(why);
    });
  }

  @Override
  public void down(Fault fault) {
    noted(() -> downs.add(fault));
  }

  @Override
  public void up() {
    noted(() -> ups++);
  }

  void failNext(int times) {
    noted(() -> failures = times);
  }

  void await(Predicate<Store> wanted) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!wanted.test(this)) {
        assertThat(left)
            .as("in time; so far %s, gaps %s, downs %s, ups %d", hints, gaps, downs, ups)
            .isPositive();
        left = something.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  void awaitHints(int count) {
    await(s -> s.hints.size() >= count);
  }

  void awaitPosition() {
    await(s -> s.position.isPresent());
  }

  void awaitStores(int count) {
    await(s -> s.stores >= count);
  }

  List<ChangeHint> hints() {
    return List.copyOf(hints);
  }

  /// The records hinted at, each once for each hint.
  List<String> records() {
    return hints.stream().flatMap(h -> h.recordIds().stream()).toList();
  }

  List<String> gaps() {
    return List.copyOf(gaps);
  }

  List<Instant> gapsSince() {
    return List.copyOf(gapsSince);
  }

  List<Fault> downs() {
    return List.copyOf(downs);
  }

  int ups() {
    return ups;
  }

  int stores() {
    return stores;
  }

  private void noted(Runnable note) {
    lock.lock();
    try {
      note.run();
    } finally {
      something.signalAll();
      lock.unlock();
    }
  }
}
