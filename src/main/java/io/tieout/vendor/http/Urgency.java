package io.tieout.vendor.http;

/// Whether somebody waits for the calls of this thread. Work in the background leaves a part of
/// every limit to those who do.
public enum Urgency {
  /// A person or an approved change waits.
  INTERACTIVE,
  /// Polls, sweeps and imports: later will do.
  BACKGROUND;

  private static final ScopedValue<Urgency> BOUND = ScopedValue.newInstance();

  /// Of the work under way on this thread; interactive unless it was said otherwise.
  public static Urgency current() {
    return BOUND.orElse(INTERACTIVE);
  }

  /// Does the work with this urgency.
  public void run(Runnable work) {
    ScopedValue.where(BOUND, this).run(work);
  }
}
