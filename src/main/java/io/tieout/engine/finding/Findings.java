package io.tieout.engine.finding;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.SetAside;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Actor;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Raises, answers and resolves findings.
public final class Findings implements SetAside {
  /// Source of the signal that tells of an answer.
  public static final String SOURCE = "tieout";

  /// Kind of the signal that tells of an answer.
  public static final String ANSWERED = "finding answered";

  private static final Actor TIEOUT = new Actor.Workflow("tieout");
  private static final String LOCK =
      "select true as locked from (select pg_advisory_xact_lock(7010011, hashtext(:key))) l";
  private static final String SELECT =
      """
      select f.*, a.at as answered_at, a.person, a.value, r.at as resolved_at, r.why
        from finding f
        left join finding_event a on a.finding = f.id and a.what = 'answered'
        left join finding_event r on r.finding = f.id and r.what = 'resolved'
      """;
  private static final String BY_ID = SELECT + " where f.id = :id";
  private static final String OPEN = SELECT + " where r.finding is null order by f.raised_at, f.id";
  private static final String LATEST =
      SELECT + " where f.dedupe_key = :key order by f.occurrence desc limit 1";
  private static final String INSERT =
      """
      insert into finding
        (id, dedupe_key, occurrence, kind, subject, title, text, choices, raised_at)
      select :id, :key, coalesce(max(occurrence), 0) + 1, :kind, :subject, :title, :text,
             cast(:choices as jsonb), :at
        from finding where dedupe_key = :key
      """;
  private static final String ANSWER =
      """
      insert into finding_event (finding, what, at, person, value)
      values (:id, 'answered', :at, :person, :value) on conflict do nothing
      """;
  private static final String RESOLVE =
      """
      insert into finding_event (finding, what, at, why)
      values (:id, 'resolved', :at, :why) on conflict do nothing
      """;

  private final Audit audit;
  private final Outbox outbox;
  private final Inbox inbox;
  private final InstantSource clock;
  private final IdSource ids;

  public Findings(Audit audit, Outbox outbox, Inbox inbox, InstantSource clock, IdSource ids) {
    this.audit = audit;
    this.outbox = outbox;
    this.inbox = inbox;
    this.clock = clock;
    this.ids = ids;
  }

  /// Raises the finding and tells people, unless it is open already: then its id is returned and
  /// nobody is told again. An answered one stays open until the flow it concerns resolves it.
  public String raise(Sql sql, FindingDraft draft) {
    lock(sql, draft.dedupeKey());
    Optional<Finding> latest = latest(sql, draft.dedupeKey()).filter(Finding::open);
    if (latest.isPresent()) {
      return latest.get().id();
    }
    String id = ids.next("F");
    sql.run(INSERT)
        .set("id", id)
        .set("key", draft.dedupeKey())
        .set("kind", draft.kind())
        .set("subject", draft.subject())
        .set("title", draft.title())
        .set("text", draft.text())
        .json("choices", choices(draft))
        .set("at", clock.instant())
        .once();
    tell(
        sql,
        id,
        draft,
        TIEOUT,
        "finding raised",
        Json.object().put("title", draft.title()).build());
    outbox.post(sql, new Notice.FindingRaised(id));
    return id;
  }

  /// Resolves the open finding with the key and has its message say so; nothing happens when there
  /// is none.
  public void resolve(Sql sql, String dedupeKey, String why) {
    lock(sql, dedupeKey);
    latest(sql, dedupeKey)
        .filter(Finding::open)
        .ifPresent(f -> {
          sql.run(RESOLVE).set("id", f.id()).set("at", clock.instant()).set("why", why).once();
          Json.Obj details = Json.object().put("why", why).build();
          tell(sql, f.id(), f.draft(), TIEOUT, "finding resolved", details);
          outbox.post(sql, new Notice.FindingRaised(f.id()));
        });
  }

  public Optional<Finding> find(Sql sql, String id) {
    return sql.ask(BY_ID).set("id", id).first(Findings::finding);
  }

  /// The findings that are not resolved, the oldest first; answered ones are among them.
  public List<Finding> open(Sql sql) {
    return sql.ask(OPEN).list(Findings::finding);
  }

  /// Records a person's answer and hands it to the flow it concerns as a signal. False when the
  /// finding is unknown, resolved or answered already, or the value is none of its choices.
  public boolean answer(Sql sql, String findingId, String personId, String value) {
    Optional<Finding> asked = find(sql, findingId);
    if (asked.filter(f -> f.open() && offers(f, value)).isEmpty()) {
      return false;
    }
    int rows =
        sql.run(ANSWER)
            .set("id", findingId)
            .set("at", clock.instant())
            .set("person", personId)
            .set("value", value)
            .rows();
    if (rows == 0) {
      return false;
    }
    FindingDraft draft = asked.get().draft();
    Json.Obj details = Json.object().put("value", value).build();
    tell(sql, findingId, draft, new Actor.Person(personId), ANSWERED, details);
    inbox.accept(sql, answered(findingId, draft, personId, value));
    return true;
  }

  /// A signal that was tried in vain becomes a finding.
  @Override
  public void setAside(Sql sql, StoredSignal signal, String why) {
    raise(
        sql,
        new FindingDraft(
            "signal set aside",
            signal.signal().subject(),
            "signal:" + signal.id(),
            "Could not work on \"%s\" of %s"
                .formatted(signal.signal().kind(), signal.signal().subject()),
            "It was tried %d times and is no longer tried. The last failure: %s. Look at the record and make the change by hand, or tell an administrator."
                .formatted(signal.attempt(), why),
            List.of()));
  }

  private static Signal answered(
      String findingId, FindingDraft draft, String personId, String value) {
    return new Signal(
        SOURCE,
        "finding answered:" + findingId,
        draft.subject(),
        ANSWERED,
        Json.object()
            .put("findingId", findingId)
            .put("kind", draft.kind())
            .put("dedupeKey", draft.dedupeKey())
            .put("value", value)
            .put("person", personId)
            .build());
  }

  private void tell(
      Sql sql, String id, FindingDraft draft, Actor actor, String action, Json.Obj details) {
    audit.record(
        sql,
        new AuditEntry(
            draft.subject(),
            List.of(id),
            actor.reference(),
            action,
            details.with("finding", id).with("kind", draft.kind())));
  }

  /// Two raisers of one key wait for each other, so that the second sees the first one's finding.
  private static void lock(Sql sql, String dedupeKey) {
    sql.ask(LOCK).set("key", dedupeKey).one(row -> row.flag("locked"));
  }

  private static Optional<Finding> latest(Sql sql, String dedupeKey) {
    return sql.ask(LATEST).set("key", dedupeKey).first(Findings::finding);
  }

  private static boolean offers(Finding finding, String value) {
    return finding.draft().choices().stream().anyMatch(c -> c.value().equals(value));
  }

  private static Json choices(FindingDraft draft) {
    return Json.array(
        draft.choices().stream()
            .map(c -> Json.object().put("value", c.value()).put("label", c.label()).build()));
  }

  private static Finding finding(Row row) {
    List<Choice> choices =
        row.json("choices").asList("choices").stream()
            .map(c -> c.asObj("choice"))
            .map(c -> new Choice(c.text("value"), c.text("label")))
            .toList();
    FindingDraft draft =
        new FindingDraft(
            row.text("kind"),
            row.text("subject"),
            row.text("dedupe_key"),
            row.text("title"),
            row.text("text"),
            choices);
    Optional<Finding.Answered> answer =
        row.optInstant("answered_at")
            .map(at -> new Finding.Answered(at, row.text("person"), row.text("value")));
    Optional<Finding.Resolved> resolved =
        row.optInstant("resolved_at").map(at -> new Finding.Resolved(at, row.text("why")));
    return new Finding(row.text("id"), draft, row.instant("raised_at"), answer, resolved);
  }
}
