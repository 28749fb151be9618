package io.tieout.engine.auditcopy;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.Optional;

/// How far the copies have come in one CRM.
///
/// @param seq the last link that was looked at
/// @param copied how many entries are there
/// @param failingSince when the CRM last began to refuse them
public record CopyState(long seq, long copied, Optional<Instant> failingSince, String message) {
  private static final CopyState START = new CopyState(0, 0, Optional.empty(), "");

  private static final String FIND = "select * from audit_copy where system = :system";
  private static final String BEGIN =
      """
      insert into audit_copy (system, seq, copied, at) values (:system, 0, 0, :at)
      on conflict do nothing
      """;

  /// Changes nothing when another process has come further meanwhile: what both wrote is there
  /// once.
  private static final String MOVE =
      """
      update audit_copy
         set seq = :to, copied = copied + :copied, at = :at, failing_since = null, message = ''
       where system = :system and seq = :from
      """;

  private static final String FAIL =
      """
      update audit_copy set failing_since = coalesce(failing_since, :at), message = :message
       where system = :system
      """;

  public static CopyState of(Sql sql, String system) {
    return sql.ask(FIND)
        .set("system", system)
        .first(row ->
            new CopyState(
                row.number("seq"),
                row.number("copied"),
                row.optInstant("failing_since"),
                row.text("message")))
        .orElse(START);
  }

  static void begin(Sql sql, String system, Instant at) {
    sql.run(BEGIN).set("system", system).set("at", at).rows();
  }

  static void move(Sql sql, String system, Page page, Instant at) {
    sql.run(MOVE)
        .set("system", system)
        .set("from", page.from())
        .set("to", page.to())
        .set("copied", page.copied())
        .set("at", at)
        .rows();
  }

  /// Notes a failure, and gives since when there are some.
  static Instant fail(Sql sql, String system, String message, Instant at) {
    sql.run(FAIL).set("system", system).set("message", message).set("at", at).rows();
    return of(sql, system).failingSince().orElse(at);
  }

  /// What a step has done.
  record Page(long from, long to, long copied) {}
}
