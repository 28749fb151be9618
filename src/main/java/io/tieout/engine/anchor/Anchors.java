package io.tieout.engine.anchor;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The anchors that were made, as they were sent.
public final class Anchors {
  private static final String ALL = "select * from audit_anchor order by number";
  private static final String LAST = "select * from audit_anchor order by number desc limit 1";
  private static final String INSERT =
      """
      insert into audit_anchor (number, day, seq, signed, digest, made_at)
      values (:number, :day, :seq, :signed, :digest, :at)
      """;

  private Anchors() {}

  /// An anchor as it lies in the table, which somebody may have tampered with.
  ///
  /// @param number its place in the table
  /// @param day as the table has it
  public record Stored(long number, LocalDate day, String signed) {}

  /// In the order of making.
  public static List<Stored> all(Sql sql) {
    return sql.ask(ALL).list(Anchors::stored);
  }

  static Optional<SignedAnchor> last(Sql sql) {
    return sql.ask(LAST).first(row -> SignedAnchor.read(stored(row).signed()));
  }

  static void add(Sql sql, SignedAnchor signed) {
    Anchor anchor = signed.anchor();
    sql.run(INSERT)
        .set("number", anchor.number())
        .set("day", anchor.day())
        .set("seq", anchor.head().seq())
        .set("signed", signed.text())
        .set("digest", signed.digest().hex())
        .set("at", anchor.at())
        .once();
  }

  private static Stored stored(Row row) {
    return new Stored(row.number("number"), row.date("day"), row.text("signed"));
  }
}
