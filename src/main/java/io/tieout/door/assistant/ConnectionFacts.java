package io.tieout.door.assistant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the assistant can know of the connected systems themselves.
@FunctionalInterface
public interface ConnectionFacts {
  List<ConnectionFact> connections();

  /// One connected system.
  ///
  /// @param name such as `Xero (book uk)`
  /// @param closedUntil when it takes calls again; empty while it does
  /// @param today what is left of its calls of a day, where days are limited
  record ConnectionFact(String name, Optional<Instant> closedUntil, Optional<Left> today) {}

  /// Calls that may still be made.
  record Left(long remaining, long limit) {}
}
