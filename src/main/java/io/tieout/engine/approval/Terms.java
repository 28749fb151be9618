package io.tieout.engine.approval;

import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.Instant;

/// The table of the times that layers have.
final class Terms {
  private Terms() {}

  /// The one that runs now.
  static Term newest(Sql sql, String requestId) {
    return sql.ask(
            """
            select layer, escalated, used_ms, begins, half_at, late_at, deadline
              from approval_term where request_id = :id order by seq desc limit 1
            """)
        .set("id", requestId)
        .first(row ->
            new Term(
                row.text("layer"),
                row.flag("escalated"),
                Duration.ofMillis(row.number("used_ms")),
                row.instant("begins"),
                row.instant("half_at"),
                row.instant("late_at"),
                row.instant("deadline")))
        .orElseThrow(() ->
            new IllegalStateException("approval request " + requestId + " has no time to decide"));
  }

  /// Until when people had at first.
  static Instant firstDeadline(Sql sql, String requestId) {
    return sql.ask("select deadline from approval_term where request_id = :id order by seq limit 1")
        .set("id", requestId)
        .first(row -> row.instant("deadline"))
        .orElseThrow();
  }

  static void begin(Sql sql, String requestId, Term term) {
    sql.run(
            """
            insert into approval_term
              (request_id, seq, layer, escalated, used_ms, begins, half_at, late_at, deadline)
            select :request, coalesce(max(seq), 0) + 1, :layer, :escalated, :used, :begins, :half,
                   :late, :deadline
              from approval_term where request_id = :request
            """)
        .set("request", requestId)
        .set("layer", term.layer())
        .set("escalated", term.escalated())
        .set("used", term.used().toMillis())
        .set("begins", term.begins())
        .set("half", term.half())
        .set("late", term.late())
        .set("deadline", term.deadline())
        .once();
  }
}
