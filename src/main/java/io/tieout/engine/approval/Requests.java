package io.tieout.engine.approval;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The room's tables.
final class Requests {
  private Requests() {}

  /// A row of `approval_request`.
  record Request(
      String id,
      String proposalId,
      String role,
      int needed,
      String digest,
      String policyVersion,
      Instant askedAt,
      Instant deadline) {
    /// When the given part of the time there is has passed.
    Instant after(int percent) {
      return askedAt.plus(Duration.between(askedAt, deadline).multipliedBy(percent).dividedBy(100));
    }
  }

  /// What may happen to a request, each at most once.
  enum EventKind {
    ASKED,
    REMINDED_HALF,
    REMINDED_LATE,
    SETTLED,
    REJECTED_LATE
  }

  /// A row of `approval_event`.
  record Event(EventKind kind, Instant at, String actor, String why, Json.Obj details) {
    List<Source.Difference> differences() {
      return details.objects("differences").stream()
          .map(d -> Records.read(d, Source.Difference.class))
          .toList();
    }
  }

  static Request ask(Sql sql, String id, Proposal proposal, Ruling.Ask ruling, Instant now) {
    Request request =
        new Request(
            id,
            proposal.id(),
            ruling.role().name(),
            Math.max(1, ruling.approvals()),
            proposal.digest().hex(),
            ruling.policyVersion(),
            now,
            now.plus(ruling.deadline()));
    sql.run(
            """
            insert into approval_request
              (id, proposal_id, role, needed, digest, policy_version, asked_at, deadline)
            values (:id, :proposal, :role, :needed, :digest, :version, :asked, :deadline)
            """)
        .set("id", id)
        .set("proposal", request.proposalId())
        .set("role", request.role())
        .set("needed", request.needed())
        .set("digest", request.digest())
        .set("version", request.policyVersion())
        .set("asked", request.askedAt())
        .set("deadline", request.deadline())
        .once();
    return request;
  }

  /// The request, with its row locked until the transaction ends: whoever decides, decides alone.
  static Request locked(Sql sql, String id) {
    return sql.ask("select * from approval_request where id = :id for update")
        .set("id", id)
        .first(Requests::request)
        .orElseThrow(() -> unknown(id));
  }

  static Request find(Sql sql, String id) {
    return sql.ask("select * from approval_request where id = :id")
        .set("id", id)
        .first(Requests::request)
        .orElseThrow(() -> unknown(id));
  }

  static Optional<Request> ofProposal(Sql sql, String proposalId) {
    return sql.ask("select * from approval_request where proposal_id = :id")
        .set("id", proposalId)
        .first(Requests::request);
  }

  /// Requests nobody has settled, oldest first.
  static List<Request> unsettled(Sql sql) {
    return sql.ask(
            """
            select r.* from approval_request r
             where not exists (select 1 from approval_event e
                                where e.request_id = r.id and e.kind = 'SETTLED')
             order by r.asked_at, r.id
            """)
        .list(Requests::request);
  }

  static List<Vote> votes(Sql sql, String requestId) {
    return sql.ask("select * from approval_vote where request_id = :id order by at, person_id")
        .set("id", requestId)
        .list(row ->
            new Vote(
                row.text("person_id"),
                row.text("name"),
                row.text("role"),
                Vote.Choice.valueOf(row.text("choice")),
                row.text("shown_digest"),
                row.optText("reason"),
                row.instant("at"),
                Duration.ofMillis(row.number("took_ms"))));
  }

  static void vote(Sql sql, Request request, Vote vote) {
    sql.run(
            """
            insert into approval_vote (request_id, person_id, name, role, choice, shown_digest,
                                       policy_version, reason, at, took_ms)
            values (:request, :person, :name, :role, :choice, :digest, :version, :reason, :at, :took)
            """)
        .set("request", request.id())
        .set("person", vote.personId())
        .set("name", vote.name())
        .set("role", vote.role())
        .set("choice", vote.choice().name())
        .set("digest", vote.shownDigest())
        .set("version", request.policyVersion())
        .optText("reason", vote.reason())
        .set("at", vote.at())
        .set("took", vote.took().toMillis())
        .once();
  }

  static List<Event> events(Sql sql, String requestId) {
    return sql.ask("select * from approval_event where request_id = :id order by seq")
        .set("id", requestId)
        .list(row ->
            new Event(
                EventKind.valueOf(row.text("kind")),
                row.instant("at"),
                row.text("actor"),
                row.text("why"),
                row.json("details").asObj("details")));
  }

  static void append(Sql sql, String requestId, Event event) {
    sql.run(
            """
            insert into approval_event (request_id, seq, kind, at, actor, why, details)
            select :request, coalesce(max(seq), 0) + 1, :kind, :at, :actor, :why,
                   cast(:details as jsonb)
              from approval_event where request_id = :request
            """)
        .set("request", requestId)
        .set("kind", event.kind().name())
        .set("at", event.at())
        .set("actor", event.actor())
        .set("why", event.why())
        .json("details", event.details())
        .once();
  }

  private static Request request(Row row) {
    return new Request(
        row.text("id"),
        row.text("proposal_id"),
        row.text("role"),
        Math.toIntExact(row.number("needed")),
        row.text("digest"),
        row.text("policy_version"),
        row.instant("asked_at"),
        row.instant("deadline"));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("there is no approval request " + id);
  }
}
