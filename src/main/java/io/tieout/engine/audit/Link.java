package io.tieout.engine.audit;

import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.Instant;

/// The arithmetic of the chain: a link's hash is taken over the hash before, its place and time,
/// and the whole entry.
final class Link {
  /// Stands before the first link.
  static final String GENESIS = Digest.of("tieout audit").hex();

  private Link() {}

  static String hash(String previous, long seq, Instant chainedAt, Entry entry) {
    return hash(previous, seq, chainedAt.toString(), entry.content());
  }

  static String hash(String previous, long seq, String chainedAt, Json.Obj entry) {
    Json.Obj content =
        Json.object()
            .put("previous", previous)
            .put("seq", seq)
            .put("chainedAt", chainedAt)
            .put("entry", entry)
            .build();
    return Digest.of(content).hex();
  }

  /// An entry as it lies in the table.
  record Entry(long id, String entryId, Instant at, AuditEntry deed) {
    Json.Obj content() {
      return Json.object()
          .put("id", id)
          .put("entryId", entryId)
          .put("at", at.toString())
          .put("subject", deed.subject())
          .put("refs", Json.texts(deed.refs()))
          .put("actor", deed.actor())
          .put("action", deed.action())
          .put("details", deed.details())
          .build();
    }
  }
}
