package io.tieout.engine.export;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The votes of the period.
final class DecisionsSheet {
  private static final int MILLIS = 3;

  static final Sheet SHEET =
      new Sheet(
          "decisions",
          "Every vote of the period, with what the person was shown and where.",
          Stream.of(
                  Stream.of(
                      Column.text(
                          "decision_id", "REQUEST/PERSON/LAYER/CHOICE; executions name it")),
                  ProposalFacts.COLUMNS.stream(),
                  Stream.of(
                      Column.text(
                          "requested_by",
                          "the actor that proposed: person:ID, assistant:ID, system:NAME"),
                      Column.text("requester_id", "the person behind it; empty for a workflow"),
                      Column.text("request_id", "the request that was decided on"),
                      Column.text("person_id", "who voted"),
                      Column.text("name", "as the directory had it then"),
                      Column.text("role", "that let them vote, then"),
                      Column.text("layer", "of the chain of approval that it counts for"),
                      Column.text("in_place_of", "the id of who was away, for a delegate"),
                      Column.text("choice", "APPROVE or REJECT"),
                      Column.text("reason", "in their words; never empty for REJECT"),
                      Column.text("shown_digest", "SHA-256 of what they saw"),
                      Column.text("policy_version", "of the policy that asked"),
                      Column.time("asked_at", "when people were asked"),
                      Column.time(
                          "decided_at", "when they voted; decides whether it is of the period"),
                      Column.decimal("seconds_taken", "from being asked to the vote, seconds"),
                      Column.text("slack_channel", "of the card; empty where there is none"),
                      Column.text("slack_ts", "the card's message in that channel")))
              .flatMap(columns -> columns)
              .toList());

  private static final String PAGE =
      """
      select v.request_id || '/' || v.person_id || '/' || v.layer || '/' || v.choice as decision,
             v.request_id, v.person_id, v.layer, v.in_place_of, v.name, v.role, v.choice, v.reason, v.shown_digest,
             v.policy_version, v.at, v.took_ms, r.asked_at, p.kind, p.requested_by, p.payload
        from approval_vote v
        join approval_request r on r.id = v.request_id
        join proposal p on p.id = r.proposal_id
       where (v.at, v.request_id || '/' || v.person_id || '/' || v.layer || '/' || v.choice)
               > (:at, :decision)
         and v.at >= :from and v.at < :until
       order by v.at, decision
       limit :page
      """;

  private DecisionsSheet() {}

  /// A row with its place in the order.
  private record Found(Instant at, String decision, String request, Json.Obj row) {
    Json.Obj shownIn(Optional<CardPlaces.Place> place) {
      return place
          .map(at -> row.with("slack_channel", at.channel()).with("slack_ts", at.ts()))
          .orElse(row);
    }
  }

  static void write(Sql sql, Period period, CardPlaces cards, Consumer<Json.Obj> rows) {
    Paging.each(
        new Found(Instant.EPOCH, "", "", Json.object().build()),
        last ->
            sql.ask(PAGE)
                .set("at", last.at())
                .set("decision", last.decision())
                .set("from", period.start())
                .set("until", period.end())
                .set("page", Paging.PAGE)
                .list(DecisionsSheet::found),
        page -> {
          Map<String, CardPlaces.Place> places =
              cards.of(sql, page.stream().map(Found::request).distinct().toList());
          page.forEach(found ->
              rows.accept(found.shownIn(Optional.ofNullable(places.get(found.request())))));
        });
  }

  private static Found found(Row row) {
    Proposal proposal = ProposalFacts.read(row.json("payload"));
    String request = row.text("request_id");
    String person = row.text("person_id");
    String requester = row.text("requested_by");
    Json.Obj told =
        ProposalFacts.joined(
            Json.object().put("decision_id", row.text("decision")).build(),
            ProposalFacts.of(proposal, row.text("kind")).build(),
            Json.object()
                .put("requested_by", requester)
                .putText("requester_id", ProposalFacts.person(requester))
                .put("request_id", request)
                .put("person_id", person)
                .put("name", row.text("name"))
                .put("role", row.text("role"))
                .put("layer", row.text("layer"))
                .putText("in_place_of", row.optText("in_place_of"))
                .put("choice", row.text("choice"))
                .putText("reason", row.optText("reason"))
                .put("shown_digest", row.text("shown_digest"))
                .put("policy_version", row.text("policy_version"))
                .put("asked_at", row.instant("asked_at").toString())
                .put("decided_at", row.instant("at").toString())
                .put("seconds_taken", seconds(row.number("took_ms")))
                .build());
    return new Found(row.instant("at"), row.text("decision"), request, told);
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, MILLIS).toPlainString();
  }
}
