package io.tieout.engine.governing;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The versions. Every method runs in the caller's transaction.
public final class Governing {
  private static final long NONE = 0;

  private final Audit audit;
  private final InstantSource clock;

  public Governing(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /// A version to be.
  ///
  /// @param base the number of the version it was made from; 0 for the first
  public record Draft(
      Kind kind,
      long base,
      String body,
      String actor,
      String because,
      Optional<String> proposalId) {}

  /// What is in force; empty before the first.
  public static Optional<Version> newest(Sql sql, Kind kind) {
    return sql.ask("select * from governing where kind = :kind order by version desc limit 1")
        .set("kind", kind.name())
        .first(Governing::version);
  }

  public static Optional<Version> find(Sql sql, Kind kind, long number) {
    return sql.ask("select * from governing where kind = :kind and version = :version")
        .set("kind", kind.name())
        .set("version", number)
        .first(Governing::version);
  }

  /// All versions, newest first.
  public static List<Version> history(Sql sql, Kind kind) {
    return sql.ask("select * from governing where kind = :kind order by version desc")
        .set("kind", kind.name())
        .list(Governing::version);
  }

  /// Puts a version in force. [StaleVersionException] when another one came in between; of two at
  /// once, the later transaction fails on the primary key.
  public Version append(Sql sql, Draft draft) {
    long newest = newest(sql, draft.kind()).map(Version::number).orElse(NONE);
    if (newest != draft.base()) {
      throw new StaleVersionException(draft.kind(), draft.base(), newest);
    }
    Version version =
        new Version(
            draft.kind(),
            newest + 1,
            draft.body(),
            clock.instant(),
            draft.actor(),
            draft.because(),
            draft.proposalId());
    insert(sql, version);
    audit.record(
        sql,
        new AuditEntry(
            "governing/" + draft.kind().spoken(),
            draft.proposalId().stream().toList(),
            draft.actor(),
            "governing %s changed".formatted(draft.kind().spoken()),
            Json.object()
                .put("version", version.number())
                .put("digest", version.digest().hex())
                .put("because", version.because())
                .build()));
    return version;
  }

  /// The first version, from the configuration. Does nothing when there is one. Replicas that start
  /// at once wait for each other here.
  public void seed(Sql sql, Kind kind, String body) {
    sql.run("lock table governing in share row exclusive mode").rows();
    if (newest(sql, kind).isEmpty()) {
      append(
          sql,
          new Draft(
              kind,
              NONE,
              body,
              "system:configuration",
              "as the configuration has it",
              Optional.empty()));
    }
  }

  private static void insert(Sql sql, Version version) {
    sql.run(
            """
            insert into governing (kind, version, body, at, actor, because, proposal_id)
            values (:kind, :version, :body, :at, :actor, :because, :proposal)
            """)
        .set("kind", version.kind().name())
        .set("version", version.number())
        .set("body", version.body())
        .set("at", version.at())
        .set("actor", version.actor())
        .set("because", version.because())
        .optText("proposal", version.proposalId())
        .once();
  }

  private static Version version(Row row) {
    return new Version(
        Kind.valueOf(row.text("kind")),
        row.number("version"),
        row.text("body"),
        row.instant("at"),
        row.text("actor"),
        row.text("because"),
        row.optText("proposal_id"));
  }
}
