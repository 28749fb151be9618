package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/// A vendor's limits on one account, shared by everybody who calls under it. Asked before every
/// call leaves, told what came back. Safe for many threads.
@FunctionalInterface
public interface Quota {
  /// Without limits.
  Quota NONE = (_, _) -> new Verdict.Go(Leave.FREE);

  /// Takes the call's share, or says how long to wait before asking again, and then takes nothing.
  /// Does not wait itself.
  ///
  /// @param longest how long the call may take; whoever holds its leave much longer is taken for
  ///   dead
  Verdict ask(Call call, Duration longest);

  /// Whether a call may leave now.
  sealed interface Verdict {
    /// It may; the leave is given back when the call is over.
    record Go(Leave leave) implements Verdict {}

    /// Not yet.
    ///
    /// @param why a sentence for people
    record Wait(String why, Duration time) implements Verdict {}
  }

  /// One call's leave.
  interface Leave {
    /// Of a call that nobody counts.
    Leave FREE =
        new Leave() {
          @Override
          public void told(Answer answer, Optional<Fault> fault) {
            // nobody listens
          }

          @Override
          public void done() {
            // nothing is held
          }
        };

    /// What the vendor answered, and what its reader made of it.
    void told(Answer answer, Optional<Fault> fault);

    /// The call is over, answered or not.
    void done();
  }
}
