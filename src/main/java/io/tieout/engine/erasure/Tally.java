package io.tieout.engine.erasure;

import io.tieout.engine.erasure.Records.Fate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts what became of one kind of data.
final class Tally {
  private static final int SHOWN = 5;

  private final String what;
  private final List<String> where = new ArrayList<>();
  private long erased;
  private long busy;
  private long kept;
  private Optional<LocalDate> until = Optional.empty();

  Tally(String what) {
    this.what = what;
  }

  /// Counts it, and tells whether it is to be erased.
  boolean erases(String place, Fate fate) {
    if (where.size() < SHOWN) {
      where.add(place);
    }
    switch (fate) {
      case Fate.Erased _ -> erased++;
      case Fate.Busy _ -> busy++;
      case Fate.Kept(LocalDate day) -> {
        kept++;
        until = until.filter(day::isBefore).or(() -> Optional.of(day));
      }
    }
    return fate instanceof Fate.Erased;
  }

  Report.Line line() {
    return new Report.Line(what, erased, busy, kept, until, where);
  }
}
