package io.tieout.value.fault;

import java.time.Duration;

/// When to try something again that failed, and when to stop. Waits double from `first` up to
/// `longest`.
///
/// @param tries how often something is tried that fails for a reason waiting may not cure
/// @param patientTries how often something is tried whose failure is known to pass (out of reach,
///   throttled)
public record Patience(int tries, int patientTries, Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  public Patience {
    if (tries < 1 || patientTries < tries) {
      throw new IllegalArgumentException(
          "tries must be at least 1 and patientTries at least as many, not %d and %d"
              .formatted(tries, patientTries));
    }
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waits must be positive and longest at least first, not %s and %s"
              .formatted(first, longest));
    }
  }

  /// What to do about a failure.
  public sealed interface Next {
    /// Try again after the wait.
    record Again(Duration delay) implements Next {}

    /// It will not get better by itself.
    record GiveUp() implements Next {}
  }

  /// Whether the failure passes by itself, so that it does not count as one of the few tries.
  public static boolean passes(Throwable failure) {
    return failure instanceof FaultException e
        && switch (e.fault()) {
          case Fault.Transient _, Fault.Throttled _ -> true;
          case Fault.Refused _, Fault.Ambiguous _, Fault.Broken _ -> false;
        };
  }

  /// What to do after the failure.
  ///
  /// @param attempts how often it was tried, this one included
  /// @param failures how many of these failures do not pass by themselves, this one included
  public Next after(Throwable failure, int attempts, int failures) {
    if (failures >= tries || attempts >= patientTries) {
      return new Next.GiveUp();
    }
    Duration wait = pause(attempts);
    return new Next.Again(
        failure instanceof FaultException e
                && e.fault() instanceof Fault.Throttled(_, Duration named)
                && named.compareTo(wait) > 0
            ? named
            : wait);
  }

  /// How long to wait after so many attempts.
  public Duration pause(int attempts) {
    Duration wait = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MOST_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
