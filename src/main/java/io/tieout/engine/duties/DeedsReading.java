package io.tieout.engine.duties;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.engine.duties.Deeds.Approval;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what was done from the tables, page by page.
final class DeedsReading {
  private static final int PAGE = 1_000;

  /// Whoever changed people, policy or settings has entries whose actions begin so.
  private static final String GOVERNING = "governing";

  private static final String APPROVALS =
      """
      select v.request_id, v.person_id, v.name, v.at, p.id, p.requested_by,
             p.payload -> 'edited' as edited
        from approval_vote v
        join approval_request r on r.id = v.request_id
        join proposal p on p.id = r.proposal_id
       where v.choice = 'APPROVE'
         and (v.at, v.request_id, v.person_id) > (:at, :request, :person)
         and v.at >= :from and v.at < :until
       order by v.at, v.request_id, v.person_id
       limit :page
      """;

  private static final String REFUSED =
      """
      select e.actor, p.id
        from audit_entry e join proposal p on p.id = any(e.refs)
       where e.action = 'click not counted' and e.details ->> 'choice' = 'APPROVE'
         and e.actor = 'person:' || substr(p.requested_by, strpos(p.requested_by, ':') + 1)
         and p.requested_by not like 'system:%'
         and e.at >= :from and e.at < :until
       order by e.id
      """;

  private static final String GOVERNED =
      """
      select e.actor, e.action, e.entry_id from audit_entry e
       where starts_with(e.action, :governing) and e.at >= :from and e.at < :until
       order by e.id
      """;

  private final Sql sql;
  private final Instant from;
  private final Instant until;
  private final Deeds deeds = new Deeds();

  DeedsReading(Sql sql, Instant from, Instant until) {
    this.sql = sql;
    this.from = from;
    this.until = until;
  }

  /// A vote with its place in the order.
  private record Found(Instant at, String request, Approval approval) {}

  Deeds read() {
    approvals();
    sql.ask(REFUSED)
        .set("from", from)
        .set("until", until)
        .list(row -> List.of(row.text("actor"), row.text("id")))
        .forEach(row -> deeds.refused(person(row.getFirst()).orElse(""), row.getLast()));
    sql.ask(GOVERNED)
        .set("governing", GOVERNING)
        .set("from", from)
        .set("until", until)
        .list(row -> List.of(row.text("actor"), row.text("action"), row.text("entry_id")))
        .forEach(row ->
            person(row.getFirst()).ifPresent(id -> deeds.governed(id, row.get(1), row.getLast())));
    return deeds;
  }

  private void approvals() {
    Instant at = Instant.EPOCH;
    String request = "";
    String person = "";
    List<Found> page;
    do {
      page =
          sql.ask(APPROVALS)
              .set("at", at)
              .set("request", request)
              .set("person", person)
              .set("from", from)
              .set("until", until)
              .set("page", PAGE)
              .list(DeedsReading::found);
      for (Found found : page) {
        deeds.approved(found.approval());
        at = found.at();
        request = found.request();
        person = found.approval().person();
      }
    } while (page.size() == PAGE);
  }

  private static Found found(Row row) {
    List<String> editors = new ArrayList<>();
    row.optJson("edited").ifPresent(edited -> editors(edited, editors));
    return new Found(
        row.instant("at"),
        row.text("request_id"),
        new Approval(
            row.text("id"),
            row.text("person_id"),
            row.text("name"),
            person(row.text("requested_by")),
            editors));
  }

  /// Every edit names the one before it.
  private static void editors(Json edited, List<String> into) {
    if (edited instanceof Json.Obj edit) {
      edit.optObj("by")
          .flatMap(by -> by.optText("id").or(() -> by.optText("onBehalfOf")))
          .ifPresent(into::add);
      edit.get("earlier").ifPresent(earlier -> editors(earlier, into));
    }
  }

  /// The person behind an actor: `person:U1`, `assistant:U1`.
  private static Optional<String> person(String actor) {
    return actor.startsWith("system:")
        ? Optional.empty()
        : Optional.of(actor.substring(actor.indexOf(':') + 1));
  }
}
