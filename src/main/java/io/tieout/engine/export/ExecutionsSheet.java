package io.tieout.engine.export;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The writes to the outside that anything happened to in the period.
final class ExecutionsSheet {
  static final Sheet SHEET =
      new Sheet(
          "executions",
          "Every write to a CRM or a book that was planned, sent, looked up or confirmed in the period, with the decisions it rests on.",
          Stream.of(
                  Stream.of(Column.text("execution_id", "PROPOSAL/STEP/GENERATION")),
                  ProposalFacts.COLUMNS.stream(),
                  Stream.of(
                      Column.tree(
                          "decision_ids",
                          "the approvals it rests on, as decisions names them; none where policy did not ask"),
                      Column.text(
                          "approved_by",
                          "the approvers in words, as they were told to the outside"),
                      Column.text("step", "what is written"),
                      Column.count("generation", "from 1; a later one has a key of its own"),
                      Column.text(
                          "key", "the vendor knows the write by it: the same for every sending"),
                      Column.text("system", "where it is written: the book, or the CRM"),
                      Column.text("book", "the book of the proposal; empty where none"),
                      Column.text(
                          "state",
                          "as of the export: PLANNED, SENT, UNCERTAIN, CONFIRMED, FAILED or SKIPPED"),
                      Column.time("state_since", "since when"),
                      Column.text("state_why", "why"),
                      Column.time(
                          "planned_at", "when it was planned, in the transaction of the last vote"),
                      Column.time(
                          "sent_at", "just before its bytes left first; empty when they did not"),
                      Column.count("sendings", "how often they left"),
                      Column.time("confirmed_at", "when it was read back; empty when it was not"),
                      Column.text("external_id", "of what was made, at the vendor"),
                      Column.text("external_number", "of the invoice, where it has one"),
                      Column.text("digest", "SHA-256 of what was planned to be sent")))
              .flatMap(columns -> columns)
              .toList());

  /// Steps that write to the deal; all others write to the book.
  private static final Set<String> TO_THE_DEAL = Set.of("write-back", "log-activity");

  private static final String PAGE =
      """
      select f.id, f.step, f.generation, f.key, f.digest, f.approvers, f.planned_at,
             p.kind, p.payload, e.state, e.at, e.why, s.sent_at, s.sendings,
             c.at as confirmed_at, c.details as confirmed,
             array(select v.request_id || '/' || v.person_id || '/' || v.layer || '/' || v.choice
                     from approval_request q join approval_vote v on v.request_id = q.id
                    where q.proposal_id = p.id and v.choice = 'APPROVE' and v.at <= f.planned_at
                    order by v.at, v.request_id, v.person_id, v.layer) as decisions
        from effect f
        join proposal p on p.id = f.proposal_id
        join lateral (select * from effect_event where effect_id = f.id
                       order by seq desc limit 1) e on true
        join lateral (select min(at) as sent_at, count(*) as sendings from effect_event
                       where effect_id = f.id and state = 'SENT') s on true
        left join lateral (select * from effect_event
                            where effect_id = f.id and state = 'CONFIRMED'
                            order by seq desc limit 1) c on true
       where (f.planned_at, f.id) > (:planned, :id)
         and exists (select 1 from effect_event m
                      where m.effect_id = f.id and m.at >= :from and m.at < :until)
       order by f.planned_at, f.id
       limit :page
      """;

  private ExecutionsSheet() {}

  /// A row with its place in the order.
  private record Found(Instant planned, String id, Json.Obj row) {}

  static void write(Sql sql, Period period, Consumer<Json.Obj> rows) {
    Paging.each(
        new Found(Instant.EPOCH, "", Json.object().build()),
        last ->
            sql.ask(PAGE)
                .set("planned", last.planned())
                .set("id", last.id())
                .set("from", period.start())
                .set("until", period.end())
                .set("page", Paging.PAGE)
                .list(ExecutionsSheet::found),
        page -> page.forEach(found -> rows.accept(found.row())));
  }

  private static Found found(Row row) {
    Proposal proposal = ProposalFacts.read(row.json("payload"));
    String step = row.text("step");
    Optional<Json.Obj> made = row.optJson("confirmed").flatMap(ExecutionsSheet::made);
    Json.Obj told =
        ProposalFacts.joined(
            Json.object().put("execution_id", row.text("id")).build(),
            ProposalFacts.of(proposal, row.text("kind")).build(),
            Json.object()
                .put("decision_ids", Json.texts(row.texts("decisions")))
                .put("approved_by", row.text("approvers"))
                .put("step", step)
                .put("generation", row.number("generation"))
                .put("key", row.text("key"))
                .put("system", system(proposal.outside(), step))
                .putText("book", ProposalFacts.book(proposal.change()))
                .put("state", row.text("state"))
                .put("state_since", row.instant("at").toString())
                .put("state_why", row.text("why"))
                .put("planned_at", row.instant("planned_at").toString())
                .putText("sent_at", row.optInstant("sent_at").map(Instant::toString))
                .put("sendings", row.number("sendings"))
                .putText("confirmed_at", row.optInstant("confirmed_at").map(Instant::toString))
                .putText("external_id", made.flatMap(m -> m.optText("id")))
                .putText("external_number", made.flatMap(m -> m.optText("number")))
                .put("digest", row.text("digest"))
                .build());
    return new Found(row.instant("planned_at"), row.text("id"), told);
  }

  private static String system(Change.OfDeal change, String step) {
    return TO_THE_DEAL.contains(step)
        ? change.crm()
        : ProposalFacts.book(change).orElse(change.crm());
  }

  /// What a confirmation says was made: a record under its kind, or an id alone.
  private static Optional<Json.Obj> made(Json details) {
    return details
        .asObj("details")
        .optObj("result")
        .map(result ->
            List.of("invoice", "voided", "customer").stream()
                .flatMap(kind -> result.optObj(kind).stream())
                .findFirst()
                .orElse(result));
  }
}
