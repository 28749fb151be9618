package io.tieout.app.storm;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads Tieout's tables as they are.
final class Inspector {
  private final World world;

  Inspector(World world) {
    this.world = world;
  }

  long highestSignal() {
    return asked(
        sql -> sql.ask("select coalesce(max(id), 0) as n from signal").one(row -> row.number("n")));
  }

  /// Nothing is left to be done now or later, except what waits for people.
  boolean nothingWaits() {
    return asked(sql ->
        sql.ask(
                """
                select (select count(*) from signal_work where state in ('waiting', 'working'))
                     + (select count(*) from notice_outbox where state in ('waiting', 'sending'))
                     + (select count(*) from effect_lease where due_at is not null) as n
                """)
            .one(row -> row.number("n") == 0));
  }

  /// Whether a proposal waits for people.
  boolean somebodyIsAsked() {
    return asked(sql ->
        sql.ask(
                "select count(*) as n from live_change c where (select e.state from proposal_event e where e.proposal_id = c.proposal_id order by e.seq desc limit 1) = 'WAITING'")
            .one(row -> row.number("n") > 0));
  }

  /// Signals that neither ended well nor were given to people.
  List<String> unfinished(long after) {
    return asked(sql ->
        sql.ask(
                """
                select s.id, s.kind, w.state,
                       coalesce((select a.message from signal_attempt a where a.signal = s.id
                                  order by a.attempt desc limit 1), '') as message
                  from signal s join signal_work w on w.signal = s.id
                 where s.id > :after
                   and (w.state in ('waiting', 'working')
                     or w.state = 'set aside' and not exists (
                          select 1 from finding f where f.dedupe_key = 'signal:' || s.id))
                """)
            .set("after", after)
            .list(row ->
                "signal %d (%s) is %s: %s"
                    .formatted(
                        row.number("id"),
                        row.text("kind"),
                        row.text("state"),
                        row.text("message"))));
  }

  /// A proposal about the deal.
  record Proposed(String id, String kind, String state, String digest) {}

  List<Proposed> proposals(String subject) {
    return asked(sql ->
        sql.ask(
                """
                select p.id, p.kind, p.digest,
                       (select e.state from proposal_event e where e.proposal_id = p.id
                         order by e.seq desc limit 1) as state
                  from proposal p where p.subject = :subject order by p.filed_at, p.id
                """)
            .set("subject", subject)
            .list(row ->
                new Proposed(
                    row.text("id"), row.text("kind"), row.text("state"), row.text("digest"))));
  }

  /// What people were told of about the deal.
  List<String> findings(String subject) {
    return asked(sql ->
        sql.ask("select title from finding where subject = :subject order by raised_at, id")
            .set("subject", subject)
            .list(row -> row.text("title")));
  }

  /// Where each effect about the deal stands, and why.
  List<String> effects(String subject) {
    return asked(sql ->
        sql.ask(
                """
                select e.id, s.state, s.why from effect e join proposal p on p.id = e.proposal_id
                  join lateral (select state, why from effect_event v where v.effect_id = e.id
                                 order by seq desc limit 1) s on true
                 where p.subject = :subject order by e.id
                """)
            .set("subject", subject)
            .list(
                row -> "%s %s: %s".formatted(row.text("id"), row.text("state"), row.text("why"))));
  }

  /// Effects of the deal that are neither done nor known to a person.
  List<String> openEffects(String subject) {
    return asked(sql ->
        sql.ask(
                """
                select e.id, s.state from effect e join proposal p on p.id = e.proposal_id
                  join lateral (select state from effect_event v where v.effect_id = e.id
                                 order by seq desc limit 1) s on true
                 where p.subject = :subject
                   and s.state not in ('CONFIRMED', 'FAILED', 'SKIPPED')
                   and not exists (
                     select 1 from finding f
                      where f.subject = p.subject
                        and not exists (select 1 from finding_event r
                                         where r.finding = f.id and r.what = 'resolved'))
                """)
            .set("subject", subject)
            .list(row -> "effect %s is %s".formatted(row.text("id"), row.text("state"))));
  }

  /// How many effects of each step the deal has, each generation of a step counted once.
  Map<String, Long> steps(String subject) {
    return asked(sql ->
        sql
            .ask(
                """
                select e.step, count(distinct e.proposal_id) as n
                  from effect e join proposal p on p.id = e.proposal_id
                 where p.subject = :subject group by e.step
                """)
            .set("subject", subject)
            .list(row -> Map.entry(row.text("step"), row.number("n")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// What went wrong in ways that nobody thought of, with the deal's signals and effects.
  List<String> unforeseen(long after, String subject) {
    return asked(sql ->
        sql.ask(
                """
                select 'signal ' || a.signal || ' failed: ' || a.message as text
                  from signal_attempt a
                 where a.signal > :after and a.message like 'unforeseen,%'
                union all
                select e.id || ': ' || v.why
                  from effect e join proposal p on p.id = e.proposal_id
                  join effect_event v on v.effect_id = e.id
                 where p.subject = :subject and v.why like '%unforeseen%'
                """)
            .set("after", after)
            .set("subject", subject)
            .list(row -> row.text("text")));
  }

  /// Something that the audit says was sent.
  record Announced(String subject, String step, String key) {}

  /// Everything that was ever announced before it was sent.
  List<Announced> announced() {
    return asked(sql ->
        sql.ask(
                """
                select subject, details ->> 'step' as step, details ->> 'key' as key
                  from audit_entry where action = 'effect sent'
                """)
            .list(row -> new Announced(row.text("subject"), row.text("step"), row.text("key"))));
  }

  /// Whether a press on Approve was kept.
  boolean kept(People.Press press) {
    return asked(sql ->
        sql.ask("select count(*) as n from signal where source = 'slack' and dedupe_key = :key")
            .set("key", "action:%s:%s:%s".formatted(press.user(), People.APPROVE, press.ts()))
            .one(row -> row.number("n") == 1));
  }

  /// The proposal that an invoice of the books was made for, by the id the books gave it.
  Optional<Proposed> madeFor(String subject, String invoice) {
    return asked(sql ->
        sql.ask(
                """
                select p.id, p.kind, p.digest, '' as state
                  from effect e join proposal p on p.id = e.proposal_id
                  join effect_event v on v.effect_id = e.id and v.state = 'CONFIRMED'
                 where p.subject = :subject and p.kind = 'CreateInvoice'
                   and e.step in ('create-invoice', 'authorise-draft')
                   and v.details -> 'result' -> 'invoice' ->> 'id' = :invoice
                """)
            .set("subject", subject)
            .set("invoice", invoice)
            .first(Inspector::proposed));
  }

  /// The keys under which a proposal's effects are sent.
  Set<String> keysOf(String proposal) {
    return asked(sql ->
        Set.copyOf(
            sql.ask("select key from effect where proposal_id = :id")
                .set("id", proposal)
                .list(row -> row.text("key"))));
  }

  private static Proposed proposed(Row row) {
    return new Proposed(row.text("id"), row.text("kind"), row.text("state"), row.text("digest"));
  }

  /// As a server does that is restarted, to everybody but ourselves.
  void cutConnections() {
    asked(sql ->
        sql.ask(
                """
                select count(pg_terminate_backend(pid)) as n from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()
                """)
            .one(row -> row.number("n")));
  }

  private <T> T asked(Function<Sql, T> question) {
    return world.inspector().inTransaction(question);
  }
}
