package io.tieout.engine.anchor;

import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// An anchor with what shows that links are under it.
///
/// @param sent where it has arrived
/// @param paths by the link's place, from its hash to the anchor's root; none for an anchor of
///   before there were roots
public record Cover(
    SignedAnchor anchor, List<Arrived> sent, SortedMap<Long, List<HashTree.Step>> paths) {
  private static final String ARRIVED =
      """
      select destination, delivered_at from anchor_delivery
       where anchor = :anchor and delivered_at is not null order by destination
      """;

  public Cover {
    sent = List.copyOf(sent);
  }

  /// A destination that has it.
  public record Arrived(String destination, Instant at) {}

  /// For whoever has every link from the first to the last: the last one of each anchor's that is
  /// among them. What is under an anchor before it follows, as each link holds the hash before.
  public static List<Cover> spanning(Sql sql, long first, long last) {
    List<Long> ends = new ArrayList<>();
    ends.add(last);
    Anchors.all(sql).stream()
        .map(stored -> SignedAnchor.read(stored.signed()).anchor().head().seq())
        .filter(head -> head >= first && head < last)
        .distinct()
        .forEach(ends::add);
    return of(sql, ends);
  }

  /// The anchors that cover these links, oldest first; each link is under one of them at most.
  public static List<Cover> of(Sql sql, List<Long> links) {
    List<Cover> covers = new ArrayList<>();
    long before = 0;
    for (Anchors.Stored stored : Anchors.all(sql)) {
      SignedAnchor signed = SignedAnchor.read(stored.signed());
      long after = before;
      long last = signed.anchor().head().seq();
      List<Long> under = links.stream().filter(seq -> seq > after && seq <= last).sorted().toList();
      if (!under.isEmpty()) {
        covers.add(new Cover(signed, arrived(sql, stored), paths(sql, signed.anchor(), under)));
      }
      before = Math.max(before, last);
    }
    return List.copyOf(covers);
  }

  private static SortedMap<Long, List<HashTree.Step>> paths(
      Sql sql, Anchor anchor, List<Long> under) {
    SortedMap<Long, List<HashTree.Step>> paths = new TreeMap<>();
    anchor
        .since()
        .ifPresent(since -> {
          List<ChainFacts.Hash> hashes = ChainFacts.hashes(sql, since.after(), anchor.head().seq());
          List<String> leaves = hashes.stream().map(ChainFacts.Hash::hash).toList();
          for (int i = 0; i < hashes.size(); i++) {
            if (under.contains(hashes.get(i).seq())) {
              paths.put(hashes.get(i).seq(), HashTree.path(leaves, i));
            }
          }
        });
    return paths;
  }

  private static List<Arrived> arrived(Sql sql, Anchors.Stored stored) {
    return sql.ask(ARRIVED)
        .set("anchor", stored.number())
        .list(row -> new Arrived(row.text("destination"), row.instant("delivered_at")));
  }
}
