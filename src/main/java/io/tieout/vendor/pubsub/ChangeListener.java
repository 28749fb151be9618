package io.tieout.vendor.pubsub;

import io.tieout.value.fault.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where change hints go. Called by one thread at a time. What throws is not taken as done: the
/// stream begins again at the stored position, so that a hint may come twice but is never lost.
public interface ChangeListener {
  /// The position stored last; empty before the first. Asked at each beginning of the stream.
  Optional<ReplayPosition> position();

  /// Stores the hints, of which there may be none, and with them or after them the position.
  void changed(List<ChangeHint> hints, ReplayPosition position);

  /// Changes were or may have been missed: read the records changed since then by REST. Returns
  /// when that is noted, not when it is done.
  ///
  /// @param since [Instant#EPOCH] when nothing was ever seen
  void gap(Instant since, String why);

  /// No events come. Told once an outage, and once more when it turns out to need a person; the
  /// stream goes on trying unless the fault is `Fault.Broken`.
  void down(Fault fault);

  /// Events come, for the first time or again.
  void up();
}
