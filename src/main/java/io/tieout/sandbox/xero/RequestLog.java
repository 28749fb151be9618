package io.tieout.sandbox.xero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What the vendor itself would know of the writes that came in by its API.
public final class RequestLog {
  private final List<Written> entries = Collections.synchronizedList(new ArrayList<>());

  RequestLog() {}

  /// A write that was answered with success.
  ///
  /// @param entity such as `Invoice`, or what hangs on it: `Invoice/Attachments`
  /// @param ids of the objects written
  /// @param replayed whether an earlier answer was given again and nothing done
  public record Written(
      Instant at,
      String tenantId,
      String method,
      String path,
      Optional<String> idempotencyKey,
      String entity,
      List<String> ids,
      boolean replayed) {
    public Written {
      ids = List.copyOf(ids);
    }

    Written again(Instant now) {
      return new Written(now, tenantId, method, path, idempotencyKey, entity, ids, true);
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
    return all().stream().filter(e -> !e.replayed() && e.entity().equals(entity)).toList();
  }
}
