package io.tieout.sandbox.hubspot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What search sees: the records that live, some time after they were written. Ordered by id and by
/// the time of the last change, so that a window over a big portal is cheap.
final class SearchIndex {
  private final Map<ObjectType, Pages> pages = new EnumMap<>(ObjectType.class);
  private final Deque<Due> waiting = new ArrayDeque<>();

  private record Due(Instant at, Row row, boolean gone) {}

  private record Moment(Instant at, long id) {}

  private record Pages(NavigableMap<Long, Row> byId, NavigableMap<Moment, Row> byTime) {}

  /// The record will be seen as it is now from then on.
  void note(Row row, Instant visible) {
    waiting.addLast(new Due(visible, row, false));
  }

  /// The record was merged away and will not be seen from then on.
  void forget(Row row, Instant visible) {
    waiting.addLast(new Due(visible, row, true));
  }

  /// Takes in what is due.
  void catchUp(Instant now) {
    while (!waiting.isEmpty() && !waiting.getFirst().at().isAfter(now)) {
      Due due = waiting.removeFirst();
      Pages own = pages(due.row().type());
      Row old = own.byId().remove(due.row().id());
      if (old != null) {
        own.byTime().remove(new Moment(old.updated(), old.id()));
      }
      if (!due.gone() && !due.row().archived()) {
        own.byId().put(due.row().id(), due.row());
        own.byTime().put(new Moment(due.row().updated(), due.row().id()), due.row());
      }
    }
  }

  /// Records in the order of their ids, beginning behind an id.
  Collection<Row> after(ObjectType type, long id) {
    return pages(type).byId().tailMap(id, false).values();
  }

  /// The records changed in `[from, to]` if they are no more than `most`.
  Optional<List<Row>> changed(ObjectType type, Instant from, Instant to, int most) {
    if (from.isAfter(to)) {
      return Optional.of(List.of());
    }
    List<Row> found = new ArrayList<>();
    for (Row row :
        pages(type)
            .byTime()
            .subMap(new Moment(from, Long.MIN_VALUE), true, new Moment(to, Long.MAX_VALUE), true)
            .values()) {
      if (found.size() == most) {
        return Optional.empty();
      }
      found.add(row);
    }
    return Optional.of(found);
  }

  private Pages pages(ObjectType type) {
    return pages.computeIfAbsent(
        type,
        _ ->
            new Pages(
                new TreeMap<>(),
                new TreeMap<>(Comparator.comparing(Moment::at).thenComparingLong(Moment::id))));
  }
}
