package io.tieout.value.fault;

import java.time.Duration;
import java.util.Optional;

/// What went wrong with an outside system, by what the caller may do next. Messages are for people
/// and never hold credentials or a customer's data beyond identifiers.
public sealed interface Fault {
  String message();

  /// Nothing happened there, and trying again later is safe.
  record Transient(String message) implements Fault {}

  /// Nothing happened there; try again after the wait the vendor named.
  record Throttled(String message, Duration retryAfter) implements Fault {}

  /// The vendor understood and said no. Sending the same again would be refused again.
  ///
  /// @param code the vendor's own code, such as `6240` or `UNABLE_TO_LOCK_ROW`
  /// @param field the vendor's field it is about, when the vendor named one
  record Refused(String message, String code, Optional<String> field) implements Fault {
    public Refused(String message, String code) {
      this(message, code, Optional.empty());
    }
  }

  /// A write was sent and its outcome is unknown: look it up before anything else.
  record Ambiguous(String message) implements Fault {}

  /// Set-up or a program is wrong (credentials, permission, shape). Stop and tell an administrator.
  record Broken(String message) implements Fault {}

  default FaultException asException() {
    return new FaultException(this, null);
  }
}
