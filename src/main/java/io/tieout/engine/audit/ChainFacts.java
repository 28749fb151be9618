package io.tieout.engine.audit;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final String PERIOD =
      """
      select count(*) as n, count(c.seq) as chained, min(c.seq) as first, max(c.seq) as last
        from audit_entry e left join audit_chain c on c.entry = e.id
       where e.at >= :from and e.at < :until
      """;

  private ChainFacts() {}

  /// Where the entries of a period lie in the chain. Entries of other times may lie between them:
  /// they are chained after the fact.
  ///
  /// @param entries how many entries the period has
  /// @param chained how many of them are chained
  /// @param links the first and the last of these links; empty when there is none
  public record Period(long entries, long chained, Optional<Links> links) {}

  /// Both are included.
  public record Links(long first, long last) {}

  /// The entries that were recorded from the one moment on and before the other.
  public static Period period(Sql sql, Instant from, Instant until) {
    return sql.ask(PERIOD)
        .set("from", from)
        .set("until", until)
        .one(row ->
            new Period(
                row.number("n"),
                row.number("chained"),
                row.optNumber("first").map(first -> new Links(first, row.number("last")))));
  }

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
