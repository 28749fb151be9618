package io.tieout.engine.mirror;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.Optional;

/// Stores what a read by id has found: the record, that it is gone, or that another took its place.
final class Arrivals {
  private final Mirror mirror;
  private final Links links;

  Arrivals(Mirror mirror, Links links) {
    this.mirror = mirror;
    this.links = links;
  }

  /// @param asked the record that was read, and what it is said to have been merged into
  /// @param found what the system answered; some answer for a merged record with its survivor
  /// @param asOf when the read began
  void store(Sql sql, Mirror.Gone asked, Optional<MirrorRecord> found, Instant asOf) {
    found.ifPresent(record -> mirror.put(sql, record));
    Optional<String> another = found.map(MirrorRecord::id).filter(id -> !id.equals(asked.id()));
    if (found.isPresent() && another.isEmpty()) {
      return;
    }
    Mirror.Gone gone =
        new Mirror.Gone(asked.system(), asked.kind(), asked.id(), another.or(asked::mergedInto));
    mirror.gone(sql, gone, asOf);
    gone.mergedInto()
        .ifPresent(survivor ->
            links.merged(
                sql, new Links.CrmRecordId(gone.system(), gone.kind(), gone.id()), survivor));
  }
}
