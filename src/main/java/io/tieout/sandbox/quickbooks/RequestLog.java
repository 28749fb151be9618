package io.tieout.sandbox.quickbooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the vendor itself would know of the writes that came in by its API.
public final class RequestLog {
  private final List<Written> entries = new CopyOnWriteArrayList<>();

  RequestLog() {}

  /// A write that was answered with success.
  ///
  /// @param entity such as `Invoice` or `Batch`
  /// @param ids of the objects written
  /// @param replayed whether an earlier answer was given again and nothing done
  public record Written(
      Instant at,
      String path,
      Optional<String> requestId,
      String entity,
      List<String> ids,
      boolean replayed) {
    public Written {
      ids = List.copyOf(ids);
    }

    Written again(Instant now) {
      return new Written(now, path, requestId, entity, ids, true);
    }
  }

  void add(Written entry) {
    entries.add(entry);
  }

  /// Every write, replays included, in order.
  public List<Written> all() {
    return List.copyOf(entries);
  }

  /// The writes that did something to one kind of object.
  public List<Written> done(String entity) {
    return entries.stream().filter(e -> !e.replayed() && e.entity().equals(entity)).toList();
  }
}
