package io.tieout.engine.erasure;

import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is held about a person, and what becomes of it.
///
/// @param pseudonym what stands in their place now
/// @param copies copies that go as a whole: erase them in their systems, or they come back
public record Report(String pseudonym, List<Line> lines, List<String> copies) {
  public Report {
    lines = List.copyOf(lines);
    copies = List.copyOf(copies);
  }

  /// One kind of data.
  ///
  /// @param erased freed of the person
  /// @param busy still worked with, so left for now: run it again when it is done
  /// @param kept kept because the law says so
  /// @param until the last day on which the last of it is kept
  /// @param where some of the places, for looking
  public record Line(
      String what,
      long erased,
      long busy,
      long kept,
      Optional<LocalDate> until,
      List<String> where) {
    public Line {
      where = List.copyOf(where);
    }

    public long found() {
      return erased + busy + kept;
    }

    Json.Obj json() {
      return Json.object()
          .put("what", what)
          .put("erased", erased)
          .put("inWork", busy)
          .put("kept", kept)
          .putText("keptUntil", until.map(LocalDate::toString))
          .build();
    }
  }

  public boolean nothing() {
    return lines.stream().allMatch(line -> line.found() == 0);
  }

  public boolean unfinished() {
    return lines.stream().anyMatch(line -> line.busy() > 0);
  }
}
