package io.tieout.engine.audit;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// One walk along the chain from its first link. It trusts no constraint of the tables: they may
/// have been taken off.
final class ChainCheck {
  private static final int PAGE = 1_000;
  private static final String CHANGED = "its content was changed after it was chained";
  private static final String UNTOLD =
      "; it is marked as erased, but no entry of the chain tells of that";
  private static final String LINKS =
      """
      select c.seq, c.entry, c.previous_hash, c.hash, c.chained_at,
             e.id, e.entry_id, e.at, e.subject, e.refs, e.actor, e.action, e.details, e.names,
             exists (select 1 from audit_erasure x where x.entry = c.entry) as erased
        from audit_chain c left join audit_entry e on e.id = c.entry
       where c.seq > :after
       order by c.seq
       limit :page
      """;

  private final Database database;
  private final Set<Long> seen = new HashSet<>();
  private long seq;
  private String hash = Link.GENESIS;
  private Optional<Instant> before = Optional.empty();
  private final SequencedMap<String, Found> replaced = new LinkedHashMap<>();
  private final Map<String, Attested> attested = new HashMap<>();

  ChainCheck(Database database) {
    this.database = database;
  }

  /// A link as it lies in the table, with its entry when there is one.
  private record Found(
      long seq,
      long entry,
      String previous,
      String hash,
      Instant chainedAt,
      Optional<Link.Entry> content,
      List<String> names,
      boolean erased) {
    static Found read(Row row) {
      boolean there = row.optNumber("id").isPresent();
      return new Found(
          row.number("seq"),
          row.number("entry"),
          row.text("previous_hash"),
          row.text("hash"),
          row.instant("chained_at"),
          there ? Optional.of(AuditChain.entry(row)) : Optional.empty(),
          there ? row.texts("names") : List.of(),
          row.flag("erased"));
    }
  }

  Verification run() {
    List<Found> page = page();
    while (!page.isEmpty()) {
      for (Found link : page) {
        Optional<Verification> broken = check(link);
        if (broken.isPresent()) {
          return broken.get();
        }
        seq = link.seq();
        hash = link.hash();
        before = Optional.of(link.chainedAt());
      }
      page = page();
    }
    return replacements().orElseGet(() -> new Verification.Intact(seq, hash, replaced.size()));
  }

  private List<Found> page() {
    return database.inTransaction(
        sql -> sql.ask(LINKS).set("after", seq).set("page", PAGE).list(Found::read));
  }

  private Optional<Verification> check(Found link) {
    if (link.seq() != seq + 1) {
      return broken(seq + 1, "", missing(link));
    }
    if (!seen.add(link.entry())) {
      return broken(link, "its entry is chained twice" + at(link));
    }
    if (link.content().isEmpty()) {
      return broken(link, "its entry is gone (row %d)".formatted(link.entry()) + at(link));
    }
    if (!link.previous().equals(hash)) {
      return broken(link, "it does not follow the link before: another previous hash" + at(link));
    }
    Link.Entry entry = link.content().get();
    boolean sealed = Link.hash(hash, link.seq(), link.chainedAt(), entry).equals(link.hash());
    if ((!sealed && !link.erased()) || !link.names().equals(entry.deed().names())) {
      return broken(link, CHANGED + at(link));
    }
    if (sealed) {
      attest(link.seq(), ErasedEntries.toldBy(entry.deed()));
    } else {
      replaced.put(entry.entryId(), link);
    }
    return Optional.empty();
  }

  /// What a link tells that another entry is since it was replaced.
  private record Attested(long by, String digest) {}

  /// The latest word counts.
  private void attest(long by, Map<String, String> digests) {
    digests.forEach((entryId, digest) ->
        attested.merge(
            entryId, new Attested(by, digest), (old, now) -> now.by() >= old.by() ? now : old));
  }

  /// A row that says that an entry was erased proves nothing; a later entry of the chain must tell
  /// what it is since then. From the last one back: what an entry tells counts once it is believed.
  private Optional<Verification> replacements() {
    if (!replaced.isEmpty()) {
      attest(Long.MAX_VALUE, database.inTransaction(ErasedEntries::toldByUnchained));
    }
    for (Found link : replaced.sequencedValues().reversed()) {
      Link.Entry is = link.content().orElseThrow();
      boolean told =
          Optional.ofNullable(attested.get(is.entryId()))
              .filter(by -> by.by() > link.seq())
              .filter(by -> by.digest().equals(ErasedEntries.digest(is)))
              .isPresent();
      if (!told) {
        return broken(link, CHANGED + at(link) + UNTOLD);
      }
      attest(link.seq(), ErasedEntries.toldBy(is.deed()));
    }
    return Optional.empty();
  }

  private String missing(Found next) {
    String gap =
        next.seq() == seq + 2
            ? "link %d is missing".formatted(seq + 1)
            : "links %d to %d are missing".formatted(seq + 1, next.seq() - 1);
    return before.map(time -> "%s: link %d was chained at %s".formatted(gap, seq, time)).orElse(gap)
        + ", link %d at %s".formatted(next.seq(), next.chainedAt());
  }

  private static String at(Found link) {
    return " (chained at %s)".formatted(link.chainedAt());
  }

  private static Optional<Verification> broken(Found link, String why) {
    return broken(link.seq(), link.content().map(Link.Entry::entryId).orElse(""), why);
  }

  private static Optional<Verification> broken(long seq, String entryId, String why) {
    return Optional.of(new Verification.Broken(seq, entryId, why));
  }
}
