package io.tieout.engine.export;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The chain from the period's first link to its last, without a gap: what was recorded at other
/// times and chained between is in it, and marked.
final class EntriesSheet {
  static final Sheet SHEET =
      new Sheet(
          "entries",
          "The audit chain from the period's first link to its last, an entry each, without a gap.",
          List.of(
              Column.count("link", "the entry's place in the chain, from 1"),
              Column.text("previous_hash", "the hash of the link before"),
              Column.text("hash", "SHA-256 over previous hash, place, time of chaining and entry"),
              Column.time("chained_at", "when it was chained"),
              Column.flag(
                  "in_period",
                  "false for an entry of another time that was chained between those of the period"),
              Column.count("id", "the entry's row"),
              Column.text("entry_id", "the entry's own id"),
              Column.time("at", "when it was recorded; decides whether it is of the period"),
              Column.text(
                  "actor",
                  "who did it: person:ID, assistant:ID on that person's behalf, system:NAME"),
              Column.text("action", "what was done"),
              Column.text("subject", "what it was done to"),
              Column.tree("refs", "other names it is found by"),
              Column.tree("details", "the evidence")));

  private EntriesSheet() {}

  static void write(Sql sql, Period period, ChainFacts.Links links, Consumer<Json.Obj> rows) {
    long last = links.first() - 1;
    while (last < links.last()) {
      int most = Math.toIntExact(Math.min(Paging.PAGE, links.last() - last));
      List<ChainedEntry> page = AuditChain.following(sql, last, most);
      page.stream()
          .filter(entry -> seq(entry) <= links.last())
          .forEach(entry -> rows.accept(row(entry, period)));
      last = page.isEmpty() ? links.last() : seq(page.getLast());
    }
  }

  private static long seq(ChainedEntry entry) {
    return entry.link().orElseThrow().seq();
  }

  private static Json.Obj row(ChainedEntry entry, Period period) {
    ChainLink link = entry.link().orElseThrow();
    Json.Obj content = entry.content();
    return Json.object()
        .put("link", link.seq())
        .put("previous_hash", link.previous())
        .put("hash", link.hash())
        .put("chained_at", entry.chainedAt().orElseThrow().toString())
        .put("in_period", period.holds(Instant.parse(content.text("at"))))
        .put("id", content.decimal("id"))
        .put("entry_id", content.text("entryId"))
        .put("at", content.text("at"))
        .put("actor", content.text("actor"))
        .put("action", content.text("action"))
        .put("subject", content.text("subject"))
        .put("refs", content.list("refs"))
        .put("details", content.obj("details"))
        .build();
  }

  /// The link that a row tells of.
  static ChainLink link(Json.Obj row) {
    return new ChainLink(Manifest.whole(row, "link"), row.text("previous_hash"), row.text("hash"));
  }

  /// What the link's hash is taken over, made from a row again.
  static Json.Obj content(Json.Obj row) {
    return Json.object()
        .put("id", row.decimal("id"))
        .put("entryId", row.text("entry_id"))
        .put("at", row.text("at"))
        .put("subject", row.text("subject"))
        .put("refs", row.list("refs"))
        .put("actor", row.text("actor"))
        .put("action", row.text("action"))
        .put("details", row.obj("details"))
        .build();
  }
}
