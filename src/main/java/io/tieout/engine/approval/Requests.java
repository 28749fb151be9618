package io.tieout.engine.approval;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Source;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tables of requests and of what happened to them.
final class Requests {
  private Requests() {}

  /// A row of `approval_request`.
  ///
  /// @param firstLayer the number of the policy's layer it begins with, from 1
  record Request(
      String id,
      String proposalId,
      String digest,
      String policyVersion,
      Instant askedAt,
      int firstLayer) {}

  /// What may happen to a request, each at most once for what it is about.
  enum EventKind {
    ASKED,
    REMINDED_HALF,
    REMINDED_LATE,
    ESCALATED,
    LAYER_PASSED,
    QUESTION,
    ANSWERED,
    APPROVER_ADDED,
    APPROVER_REMOVED,
    SETTLED,
    REJECTED_LATE
  }

  /// A row of `approval_event`.
  ///
  /// @param about the layer or the question; empty for what concerns the whole request
  record Event(
      EventKind kind, String about, Instant at, String actor, String why, Json.Obj details) {
    List<Source.Difference> differences() {
      return details.objects("differences").stream()
          .map(d -> Records.read(d, Source.Difference.class))
          .toList();
    }
  }

  static void ask(Sql sql, Request request) {
    sql.run(
            """
            insert into approval_request
              (id, proposal_id, digest, policy_version, asked_at, first_layer)
            values (:id, :proposal, :digest, :version, :asked, :first)
            """)
        .set("id", request.id())
        .set("proposal", request.proposalId())
        .set("digest", request.digest())
        .set("version", request.policyVersion())
        .set("asked", request.askedAt())
        .set("first", request.firstLayer())
        .once();
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

  static List<Event> events(Sql sql, String requestId) {
    return sql.ask("select * from approval_event where request_id = :id order by seq")
        .set("id", requestId)
        .list(row ->
            new Event(
                EventKind.valueOf(row.text("kind")),
                row.text("about"),
                row.instant("at"),
                row.text("actor"),
                row.text("why"),
                row.json("details").asObj("details")));
  }

  static void append(Sql sql, String requestId, Event event) {
    sql.run(
            """
            insert into approval_event (request_id, seq, kind, about, at, actor, why, details)
            select :request, coalesce(max(seq), 0) + 1, :kind, :about, :at, :actor, :why,
                   cast(:details as jsonb)
              from approval_event where request_id = :request
            """)
        .set("request", requestId)
        .set("kind", event.kind().name())
        .set("about", event.about())
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
        row.text("digest"),
        row.text("policy_version"),
        row.instant("asked_at"),
        Math.toIntExact(row.number("first_layer")));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("there is no approval request " + id);
  }
}
