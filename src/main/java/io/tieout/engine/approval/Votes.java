package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.util.List;

/// The table of votes.
final class Votes {
  private Votes() {}

  static List<Vote> of(Sql sql, String requestId) {
    return sql.ask(
            "select * from approval_vote where request_id = :id order by at, person_id, layer, choice")
        .set("id", requestId)
        .list(Votes::vote);
  }

  static void add(Sql sql, Request request, Vote vote) {
    sql.run(
            """
            insert into approval_vote
              (request_id, person_id, name, role, layer, slot, in_place_of, in_place_of_name, choice,
               shown_digest, policy_version, reason, at, took_ms)
            values
              (:request, :person, :name, :role, :layer, :slot, :owner, :ownerName,
               :choice, :digest, :version, :reason, :at, :took)
            """)
        .set("request", request.id())
        .set("person", vote.personId())
        .set("name", vote.name())
        .set("role", vote.role())
        .set("layer", vote.seat().layer())
        .set("slot", vote.seat().slot())
        .optText("owner", vote.inPlaceOf().map(Vote.Owner::personId))
        .optText("ownerName", vote.inPlaceOf().map(Vote.Owner::name))
        .set("choice", vote.choice().name())
        .set("digest", vote.shownDigest())
        .set("version", request.policyVersion())
        .optText("reason", vote.reason())
        .set("at", vote.at())
        .set("took", vote.took().toMillis())
        .once();
  }

  private static Vote vote(Row row) {
    return new Vote(
        row.text("person_id"),
        row.text("name"),
        row.text("role"),
        new Vote.Seat(row.text("layer"), row.text("slot")),
        row.optText("in_place_of").map(id -> new Vote.Owner(id, row.text("in_place_of_name"))),
        Vote.Choice.valueOf(row.text("choice")),
        row.text("shown_digest"),
        row.optText("reason"),
        row.instant("at"),
        Duration.ofMillis(row.number("took_ms")));
  }
}
