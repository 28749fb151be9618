package io.tieout.engine.mirror;

import io.tieout.engine.db.Sql;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One look for records by number or name, within a transaction.
final class Search {
  /// How alike a misspelt word must be. Two letters exchanged in a word of six leave it at 0.27;
  /// whoever shows hits decides by the score how many of the weak ones to show.
  private static final String LIKENESS =
      "select set_config('pg_trgm.word_similarity_threshold', '0.25', true) as set";

  private static final String FOLD = "select fold_name(:words) as folded";
  private static final String SEARCH =
      """
      select m.*, case
               when m.numbers @> array[cast(:number as text)] or m.folded = :folded then 1.00
               when m.folded like :prefix then 0.90
               when ' ' || m.folded like all(:wordStarts) then 0.80
               when m.folded like all(:parts) then 0.70
               else round(cast(word_similarity(:folded, m.folded) as numeric) * 0.60, 2)
             end as score
        from mirror_record m
       where m.kind = :kind and not m.deleted
         and (m.numbers @> array[cast(:number as text)]
              or m.folded like all(:parts)
              or m.folded %> :folded)
       order by score desc, length(m.folded), m.folded, m.system, m.id
       limit :limit
      """;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Sql sql;
  private final String kind;
  private final String words;

  Search(Sql sql, String kind, String words) {
    this.sql = sql;
    this.kind = kind;
    this.words = SPACE.matcher(words.strip()).replaceAll(" ");
  }

  List<Hit> best(int limit) {
    if (words.isEmpty()) {
      return List.of();
    }
    sql.ask(LIKENESS).one(row -> row.text("set"));
    String folded = sql.ask(FOLD).set("words", words).one(row -> row.text("folded"));
    String literal = literal(folded);
    List<String> each = List.of(literal.split(" ", -1));
    return sql.ask(SEARCH)
        .set("kind", kind)
        .set("number", number())
        .set("folded", folded)
        .set("prefix", literal + "%")
        .texts("wordStarts", each.stream().map(w -> "% " + w + "%").toList())
        .texts("parts", each.stream().map(w -> "%" + w + "%").toList())
        .set("limit", limit)
        .list(row -> new Hit(Mirror.record(row), row.decimal("score")));
  }

  /// `#1042` is how people write `1042`.
  private String number() {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.startsWith("#") ? lower.substring(1).strip() : lower;
  }

  /// The words without meaning for `like`.
  private static String literal(String folded) {
    return folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
