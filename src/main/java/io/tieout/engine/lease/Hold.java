package io.tieout.engine.lease;

import java.time.Duration;

/// A lease in hand, as its holder knows it: for how long it is surely nobody else's. Told by the
/// machine's monotonic time since before the statement that took or renewed it, so no step of any
/// wall clock makes it longer.
public final class Hold implements AutoCloseable {
  private final Keeper keeper;
  private final Renewal renewal;
  private volatile long takenAt;
  private volatile long aliveAt;
  private volatile boolean lost;

  Hold(Keeper keeper, Renewal renewal, long takenAt) {
    this.keeper = keeper;
    this.renewal = renewal;
    this.takenAt = takenAt;
    this.aliveAt = takenAt;
  }

  /// For how long from now nobody else can have it; zero when that is too short to begin a call.
  public Duration left() {
    return lost ? Duration.ZERO : keeper.left(takenAt);
  }

  public boolean sure() {
    return left().isPositive();
  }

  /// The holder gets on: without a sign for long it is taken for stuck, and not renewed any more.
  public void alive() {
    aliveAt = keeper.nanos();
  }

  /// The holder's own transaction prolonged the lease.
  ///
  /// @param before the monotonic time before that transaction began
  public void renewedAt(long before) {
    takenAt = before;
    aliveAt = before;
  }

  Renewal renewal() {
    return renewal;
  }

  /// Whether it is time to renew it; one that is lost, or whose holder is stuck, is left alone.
  boolean due(long now) {
    return !lost
        && now - takenAt >= keeper.term().toNanos() / Keeper.RENEWALS_A_TERM
        && now - aliveAt < Keeper.STUCK.toNanos();
  }

  void prolonged(long before) {
    takenAt = before;
  }

  void lose() {
    lost = true;
  }

  /// The work is done: nothing is renewed from here on.
  @Override
  public void close() {
    keeper.forget(this);
  }
}
