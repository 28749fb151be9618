package io.tieout.engine.halt;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.List;

/// The table `halt_event`.
final class HaltLog {
  enum Kind {
    HALTED,
    RESUMED
  }

  private HaltLog() {}

  /// Lets the caller's transaction commit a sending: until it ends, no halt and no resumption
  /// commits. Senders do not wait for each other.
  static void share(Sql sql) {
    sql.run("lock table halt_event in row share mode").rows();
  }

  /// Waits for the sendings that are about to commit, and holds back later ones until the caller's
  /// transaction ends. They read what it wrote.
  static void own(Sql sql) {
    sql.run("lock table halt_event in exclusive mode").rows();
  }

  static List<Halt> standing(Sql sql) {
    return sql.ask(
            """
            select * from halt_event h
             where h.kind = 'HALTED'
               and not exists (select 1 from halt_event n
                                where n.scope = h.scope and n.seq = h.seq + 1)
             order by h.number
            """)
        .list(HaltLog::halt);
  }

  /// Appends to the history of a scope; the numbers of a scope's events are without gaps.
  static void append(Sql sql, Kind kind, Scope scope, Halt.By by, String why, Instant at) {
    sql.run(
            """
            insert into halt_event (scope, seq, kind, actor, name, why, at)
            select :scope, coalesce(max(seq), 0) + 1, :kind, :actor, :name, :why, :at
              from halt_event where scope = :scope
            """)
        .set("scope", scope.word())
        .set("kind", kind.name())
        .set("actor", by.actor())
        .set("name", by.name())
        .set("why", why)
        .set("at", at)
        .once();
  }

  private static Halt halt(Row row) {
    return new Halt(
        row.number("number"),
        Scope.read(row.text("scope")),
        new Halt.By(row.text("actor"), row.text("name")),
        row.instant("at"),
        row.text("why"));
  }
}
