package io.tieout.door.assistant;

import java.time.Instant;
import java.util.List;

/// What the assistant can know of writes that people have halted. It halts and resumes none.
@FunctionalInterface
public interface HaltFacts {
  List<HaltFact> halts();

  /// Writes that are halted.
  ///
  /// @param what such as `Writes to QuickBooks`
  record HaltFact(String what, Instant since, String by, String why) {}
}
