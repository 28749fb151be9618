package io.tieout.engine.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a job is doing.
///
/// @param last its last run, in whichever process
/// @param next when it is due again; empty before the jobs were first started
public record JobStatus(String name, Duration every, Optional<Run> last, Optional<Instant> next) {
  /// One run of a job.
  ///
  /// @param succeeded also when a vendor's limit cut it short, which the message then tells
  /// @param message why it failed or was put off; empty when it was neither
  public record Run(Instant startedAt, Duration took, boolean succeeded, String message) {}
}
