package io.tieout.app.storm;

import io.tieout.sandbox.host.Courier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Everything the stand-ins want to send: it goes out when the storm says so, in whatever order,
/// more than once or never.
final class PostOffice {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Courier.Delivery> waiting = new ArrayList<>();
  private final List<Courier.Delivery> sent = new ArrayList<>();

  void take(Courier.Delivery delivery) {
    locked(() -> waiting.add(delivery));
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /// Sends the one that chance picks; what is sent is kept for later.
  void deliverOne(Chance chance) {
    remove(chance).ifPresent(this::send);
  }

  /// One is never sent.
  void lose(Chance chance) {
    remove(chance);
  }

  /// Sends again what was sent before.
  void again(Chance chance) {
    List<Courier.Delivery> before = snapshot(sent);
    if (!before.isEmpty()) {
      chance.pick(before).sending().run();
    }
  }

  /// Sends all that waits, and what that brings about.
  ///
  /// @param most so that a receiver that never takes anything ends somewhere
  void deliverAll(int most) {
    for (int i = 0; i < most; i++) {
      Optional<Courier.Delivery> next = first();
      if (next.isEmpty()) {
        return;
      }
      send(next.get());
    }
  }

  /// Everything that was sent, once more.
  void everythingAgain() {
    snapshot(sent).forEach(delivery -> delivery.sending().run());
  }

  void forget() {
    locked(() -> {
      waiting.clear();
      sent.clear();
    });
  }

  private void send(Courier.Delivery delivery) {
    locked(() -> sent.add(delivery));
    delivery.sending().run();
  }

  private Optional<Courier.Delivery> first() {
    lock.lock();
    try {
      return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.removeFirst());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Courier.Delivery> remove(Chance chance) {
    lock.lock();
    try {
      return waiting.isEmpty()
          ? Optional.empty()
          : Optional.of(waiting.remove(chance.upTo(waiting.size() - 1)));
    } finally {
      lock.unlock();
    }
  }

  private List<Courier.Delivery> snapshot(List<Courier.Delivery> of) {
    lock.lock();
    try {
      return List.copyOf(of);
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
