package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.engine.lease.Keeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The table `effect_lease`: who executes a proposal. Proposals of one deal are executed in the
/// order of their approval.
///
/// A lease is short and renewed while its holder works; nothing is sent in its last part. When work
/// is due is told by the house's clock, when a lease runs out by the leases' own.
final class Leases {
  static final Duration TERM = Keeper.TERM;
  private final InstantSource clock;
  private final Keeper keeper;
  private final String owner;

  Leases(InstantSource clock, Keeper keeper, String owner) {
    this.clock = clock;
    this.keeper = keeper;
    this.owner = owner;
  }

  /// Held under this token.
  record Lease(String proposalId, long token) {}

  /// The lease has gone to somebody else; nothing may be committed under it.
  static final class StaleLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleLeaseException(Lease lease) {
      super(
          "somebody else executes %s now; token %d is stale"
              .formatted(lease.proposalId(), lease.token()));
    }
  }

  static void open(Sql sql, String proposalId, String subject, Instant now) {
    sql.run(
            """
            insert into effect_lease
              (proposal_id, subject, opened_at, token, owner, held_until, due_at)
            values (:id, :subject, :now, 0, '', timestamptz 'epoch', :now)
            """)
        .set("id", proposalId)
        .set("subject", subject)
        .set("now", now)
        .once();
  }

  /// Takes the lease of a proposal that has something due.
  Optional<Lease> claim(Sql sql) {
    return take(
        sql,
        """
        update effect_lease set token = token + 1, owner = :owner, held_until = :until
         where proposal_id = (
           select l.proposal_id from effect_lease l
            where l.due_at <= :now and l.held_until <= :leasing
              and not exists (select 1 from effect_lease e
                               where e.subject = l.subject and e.due_at is not null
                                 and (e.opened_at, e.proposal_id) < (l.opened_at, l.proposal_id))
            order by l.due_at, l.proposal_id
            limit 1 for update skip locked)
        """);
  }

  /// As [#claim], only where an outcome is not known.
  Optional<Lease> claimUncertain(Sql sql) {
    return take(
        sql,
        """
        update effect_lease set token = token + 1, owner = :owner, held_until = :until
         where proposal_id = (
           select l.proposal_id from effect_lease l
            where l.due_at <= :now and l.held_until <= :leasing
              and exists (select 1 from effect e
                            join lateral (select state from effect_event v
                                           where v.effect_id = e.id
                                           order by seq desc limit 1) s on true
                           where e.proposal_id = l.proposal_id
                             and s.state in ('SENT', 'UNCERTAIN'))
            order by l.due_at, l.proposal_id
            limit 1 for update skip locked)
        """);
  }

  private Optional<Lease> take(Sql sql, String statement) {
    Instant leasing = keeper.now(sql);
    List<Lease> taken =
        sql.run(statement)
            .set("owner", owner)
            .set("now", clock.instant())
            .set("leasing", leasing)
            .set("until", leasing.plus(keeper.term()))
            .returning(
                row -> new Lease(row.text("proposal_id"), row.number("token")),
                "proposal_id",
                "token");
    return taken.stream().findFirst();
  }

  /// Makes sure the lease is still ours, and keeps it so until the transaction ends.
  void fence(Sql sql, Lease lease) {
    boolean ours =
        sql.ask(
                """
                select token from effect_lease where proposal_id = :id and token = :token for update
                """)
            .set("id", lease.proposalId())
            .set("token", lease.token())
            .first(row -> row.number("token"))
            .isPresent();
    if (!ours) {
      throw new StaleLeaseException(lease);
    }
  }

  /// As [#fence], with a fresh term: what follows is a call to the outside.
  void extend(Sql sql, Lease lease) {
    if (!prolong(sql, lease, keeper.now(sql).plus(keeper.term()))) {
      throw new StaleLeaseException(lease);
    }
  }

  /// False when it is not ours any more, or was let go.
  static boolean prolong(Sql sql, Lease lease, Instant until) {
    return sql.run(
                """
                update effect_lease set held_until = :until
                 where proposal_id = :id and token = :token and held_until > timestamptz 'epoch'
                """)
            .set("until", until)
            .set("id", lease.proposalId())
            .set("token", lease.token())
            .rows()
        == 1;
  }

  /// Lets go, and notes when there is something to do again.
  void release(Sql sql, Lease lease, Optional<Instant> dueAt) {
    fence(sql, lease);
    sql.run(
            """
            update effect_lease set held_until = timestamptz 'epoch', due_at = :due
             where proposal_id = :id
            """)
        .optInstant("due", dueAt)
        .set("id", lease.proposalId())
        .once();
  }

  /// Proposals that have something left to do, oldest first.
  static List<String> open(Sql sql) {
    return sql.ask(
            "select proposal_id from effect_lease where due_at is not null order by opened_at, proposal_id")
        .list(row -> row.text("proposal_id"));
  }

  /// Look at all of them at once.
  static void wakeAll(Sql sql, Instant now) {
    sql.run("update effect_lease set due_at = :now where due_at > :now").set("now", now).rows();
  }

  /// Something was planned or accepted from outside: look at the proposal at once.
  static void wake(Sql sql, String proposalId, Instant now) {
    sql.run("update effect_lease set due_at = :now where proposal_id = :id")
        .set("now", now)
        .set("id", proposalId)
        .once();
  }
}
