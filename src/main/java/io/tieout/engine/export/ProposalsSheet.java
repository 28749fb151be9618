package io.tieout.engine.export;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Proposals that anything happened to in the period.
final class ProposalsSheet {
  static final Sheet SHEET =
      new Sheet(
          "proposals",
          "Every proposal that was filed, moved, voted on or executed in the period, with what policy ruled and how it stands.",
          Stream.concat(
                  ProposalFacts.COLUMNS.stream(),
                  Stream.of(
                      Column.time("filed_at", "when it was filed"),
                      Column.flag("filed_in_period", "whether that was in the period"),
                      Column.text(
                          "requested_by", "the actor: person:ID, assistant:ID, system:NAME"),
                      Column.text("requester_id", "the person behind it; empty for a workflow"),
                      Column.text("crm", "the CRM of the deal"),
                      Column.text("book", "the book it writes to; empty where none"),
                      Column.text("digest", "SHA-256 that approvals bind to"),
                      Column.text("ruling", "Proceed, Ask or Refuse"),
                      Column.text("policy_version", "of the policy that ruled"),
                      Column.tree("rules", "ids of the rules that applied"),
                      Column.tree("reasons", "the sentences of these rules, in the same order"),
                      Column.text("state", "as of the export"),
                      Column.time("state_since", "since when"),
                      Column.text("state_why", "why"),
                      Column.text("state_by", "the actor that brought it there")))
              .toList());

  private static final String PAGE =
      """
      select p.id, p.kind, p.requested_by, p.filed_at, p.digest, p.payload,
             r.kind as ruling, r.policy_version, r.payload as ruled,
             e.state, e.at, e.why, e.actor
        from proposal p
        join ruling r on r.proposal_id = p.id
        join lateral (select * from proposal_event where proposal_id = p.id
                       order by seq desc limit 1) e on true
       where (p.filed_at, p.id) > (:after, :id) and p.filed_at < :until
         and (exists (select 1 from proposal_event m
                       where m.proposal_id = p.id and m.at >= :from and m.at < :until)
              or exists (select 1 from approval_request q
                           join approval_vote v on v.request_id = q.id
                          where q.proposal_id = p.id and v.at >= :from and v.at < :until)
              or exists (select 1 from effect f join effect_event m on m.effect_id = f.id
                          where f.proposal_id = p.id and m.at >= :from and m.at < :until))
       order by p.filed_at, p.id
       limit :page
      """;

  private ProposalsSheet() {}

  /// A row with its place in the order.
  private record Found(Instant filed, String id, Json.Obj row) {}

  static void write(Sql sql, Period period, Consumer<Json.Obj> rows) {
    Paging.each(
        new Found(Instant.EPOCH, "", Json.object().build()),
        last ->
            sql.ask(PAGE)
                .set("after", last.filed())
                .set("id", last.id())
                .set("from", period.start())
                .set("until", period.end())
                .set("page", Paging.PAGE)
                .list(row -> found(row, period)),
        page -> page.forEach(found -> rows.accept(found.row())));
  }

  private static Found found(Row row, Period period) {
    Proposal proposal = ProposalFacts.read(row.json("payload"));
    List<Ruling.RuleHit> hits = Records.read(row.json("ruled"), Ruling.class).because();
    Instant filed = row.instant("filed_at");
    String requester = row.text("requested_by");
    Json.Obj told =
        ProposalFacts.of(proposal, row.text("kind"))
            .put("filed_at", filed.toString())
            .put("filed_in_period", period.holds(filed))
            .put("requested_by", requester)
            .putText("requester_id", ProposalFacts.person(requester))
            .putText("crm", ProposalFacts.crm(proposal.change()))
            .putText("book", ProposalFacts.book(proposal.change()))
            .put("digest", row.text("digest"))
            .put("ruling", row.text("ruling"))
            .put("policy_version", row.text("policy_version"))
            .put("rules", Json.texts(hits.stream().map(Ruling.RuleHit::ruleId).toList()))
            .put("reasons", Json.texts(hits.stream().map(Ruling.RuleHit::sentence).toList()))
            .put("state", row.text("state"))
            .put("state_since", row.instant("at").toString())
            .put("state_why", row.text("why"))
            .put("state_by", row.text("actor"))
            .build();
    return new Found(filed, row.text("id"), told);
  }
}
