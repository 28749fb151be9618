package io.tieout.engine.audit;

import io.tieout.engine.db.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What lies in the chain's table at this moment, without proof that it holds: for noting it
/// elsewhere and for comparing with what was noted.
public final class ChainFacts {
  private static final String HEAD =
      """
      select c.seq, c.hash, (select count(*) from audit_chain) as entries
        from audit_chain c order by c.seq desc limit 1
      """;
  private static final String HASHES =
      "select seq, hash from audit_chain where seq = any(:seqs) order by seq";
  private static final String RANGE =
      "select seq, hash from audit_chain where seq > :after and seq <= :to order by seq";
  private static final String COUNTS =
      """
      select e.action, count(*) as n
        from audit_chain c join audit_entry e on e.id = c.entry
       where c.seq > :after and c.seq <= :to
       group by e.action
      """;

  private ChainFacts() {}

  /// The last link.
  ///
  /// @param seq 0 while nothing is chained
  /// @param entries how many links there are: as many as `seq`, unless some were taken away
  public record Head(long seq, String hash, long entries) {}

  public static Head head(Sql sql) {
    return sql.ask(HEAD)
        .first(row -> new Head(row.number("seq"), row.text("hash"), row.number("entries")))
        .orElse(new Head(0, Link.GENESIS, 0));
  }

  /// The hashes of these links, as far as they are there. Link 0 stands before the first one.
  public static Map<Long, String> hashes(Sql sql, List<Long> seqs) {
    Map<Long, String> hashes = new HashMap<>(Map.of(0L, Link.GENESIS));
    sql.ask(HASHES)
        .numbers("seqs", seqs)
        .list(row -> Map.entry(row.number("seq"), row.text("hash")))
        .forEach(link -> hashes.put(link.getKey(), link.getValue()));
    return Map.copyOf(hashes);
  }

  /// A link's place and hash.
  public record Hash(long seq, String hash) {}

  /// The hashes of the links behind the first one given, up to the other, in their order.
  public static List<Hash> hashes(Sql sql, long after, long to) {
    return sql.ask(RANGE)
        .set("after", after)
        .set("to", to)
        .list(row -> new Hash(row.number("seq"), row.text("hash")));
  }

  /// How often each action was recorded in the links behind the first one given, up to the other.
  public static SortedMap<String, Long> counts(Sql sql, long after, long to) {
    return sql
        .ask(COUNTS)
        .set("after", after)
        .set("to", to)
        .list(row -> Map.entry(row.text("action"), row.number("n")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
  }
}
