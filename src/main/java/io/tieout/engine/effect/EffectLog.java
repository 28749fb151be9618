package io.tieout.engine.effect;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The tables `effect`, `effect_event` and `effect_observation`.
final class EffectLog {
  private static final int KEY_DIGITS = 46;

  private EffectLog() {}

  /// The key a vendor knows the effect by: the same for the same tenant, proposal, step and
  /// generation, and at most fifty characters as QuickBooks wants it.
  static String key(String tenant, String proposalId, String step, int generation) {
    String whole = String.join("\n", tenant, proposalId, step, String.valueOf(generation));
    return "tie-" + Digest.of(whole).hex().substring(0, KEY_DIGITS);
  }

  /// What is to come next of an effect.
  ///
  /// @param request what is about to be sent; only for [EffectState#SENT]
  record Next(
      EffectState state,
      String why,
      Optional<Instant> dueAt,
      Optional<Json.Obj> request,
      Json.Obj details,
      long token) {
    /// An event in which nothing is sent.
    static Next of(
        EffectState state, String why, Optional<Instant> dueAt, Json.Obj details, long token) {
      return new Next(state, why, dueAt, Optional.empty(), details, token);
    }
  }

  /// Plans one generation of a step.
  static void plan(Sql sql, Effect effect, String digest, Instant dueAt) {
    sql.run(
            """
            insert into effect
              (id, proposal_id, step, position, generation, key, digest, approvers, planned_at)
            values
              (:id, :proposal, :step, :position, :generation, :key, :digest, :approvers, :at)
            """)
        .set("id", effect.id())
        .set("proposal", effect.proposalId())
        .set("step", effect.step())
        .set("position", effect.position())
        .set("generation", effect.generation())
        .set("key", effect.key())
        .set("digest", digest)
        .set("approvers", effect.approvers())
        .set("at", effect.plannedAt())
        .once();
    sql.run(
            """
            insert into effect_event (effect_id, seq, state, at, why, due_at, details, token)
            values (:id, 1, 'PLANNED', :at, 'planned', :due, cast('{}' as jsonb), 0)
            """)
        .set("id", effect.id())
        .set("at", effect.plannedAt())
        .set("due", dueAt)
        .once();
  }

  /// Appends the next event and tells the effect with it. Whoever read the effect before somebody
  /// else wrote fails here on the primary key.
  static Effect append(Sql sql, Effect effect, Next next, Instant now) {
    int seq = effect.last().seq() + 1;
    Json.Obj details =
        next.request().map(r -> next.details().with("request", r)).orElse(next.details());
    sql.run(
            """
            insert into effect_event
              (effect_id, seq, state, from_state, at, why, due_at, request_digest, details, token)
            values (:id, :seq, :state, :from, :at, :why, :due, :digest,
                    cast(:details as jsonb), :token)
            """)
        .set("id", effect.id())
        .set("seq", seq)
        .set("state", next.state().name())
        .set("from", effect.state().name())
        .set("at", now)
        .set("why", next.why())
        .optInstant("due", next.dueAt())
        .optText("digest", next.request().map(r -> Digest.of(r).hex()))
        .json("details", details)
        .set("token", next.token())
        .once();
    return effect.and(new Effect.Event(seq, next.state(), now, next.why(), next.dueAt(), details));
  }

  /// Stores what was read back with the effect's last event.
  static void observe(Sql sql, Effect effect, List<StepKind.Observation> observations) {
    for (StepKind.Observation seen : observations) {
      sql.run(
              """
              insert into effect_observation (effect_id, seq, field, expected, found, agrees)
              values (:id, :seq, :field, :expected, :found, :agrees)
              """)
          .set("id", effect.id())
          .set("seq", effect.last().seq())
          .set("field", seen.field())
          .set("expected", seen.expected())
          .set("found", seen.found())
          .set("agrees", seen.agrees())
          .once();
    }
  }

  /// What was read back last and was not as expected: values found, by the name of their field.
  static Map<String, String> disagreements(Sql sql, String effectId) {
    return sql
        .ask(
            """
            select field, found from effect_observation o
             where effect_id = :id and not agrees
               and seq = (select max(seq) from effect_observation where effect_id = o.effect_id)
            """)
        .set("id", effectId)
        .list(row -> Map.entry(row.text("field"), row.text("found")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The newest generation of every step, in order.
  static List<Effect> latest(Sql sql, String proposalId) {
    return sql
        .ask(
            """
            select distinct on (position) * from effect
             where proposal_id = :id order by position, generation desc
            """)
        .set("id", proposalId)
        .list(EffectLog::head)
        .stream()
        .map(head -> withEvents(sql, head))
        .toList();
  }

  /// Every generation of every step, in order.
  static List<Effect> all(Sql sql, String proposalId) {
    return sql
        .ask("select * from effect where proposal_id = :id order by position, generation")
        .set("id", proposalId)
        .list(EffectLog::head)
        .stream()
        .map(head -> withEvents(sql, head))
        .toList();
  }

  /// One event with what was read back in it.
  static EffectTrace.Moment moment(Sql sql, Effect effect, Effect.Event event) {
    List<StepKind.Observation> seen =
        sql.ask(
                """
                select field, expected, found, agrees from effect_observation
                 where effect_id = :id and seq = :seq order by field collate "C"
                """)
            .set("id", effect.id())
            .set("seq", event.seq())
            .list(row ->
                new StepKind.Observation(
                    row.text("field"),
                    row.text("expected"),
                    row.text("found"),
                    row.flag("agrees")));
    return EffectTrace.Moment.of(effect, event, seen);
  }

  private static Effect head(Row row) {
    return new Effect(
        row.text("id"),
        row.text("proposal_id"),
        row.text("step"),
        Math.toIntExact(row.number("position")),
        Math.toIntExact(row.number("generation")),
        row.text("key"),
        row.text("approvers"),
        row.instant("planned_at"),
        List.of());
  }

  private static Effect withEvents(Sql sql, Effect head) {
    List<Effect.Event> events =
        sql.ask("select * from effect_event where effect_id = :id order by seq")
            .set("id", head.id())
            .list(row ->
                new Effect.Event(
                    Math.toIntExact(row.number("seq")),
                    EffectState.valueOf(row.text("state")),
                    row.instant("at"),
                    row.text("why"),
                    row.optInstant("due_at"),
                    row.json("details").asObj("details")));
    return new Effect(
        head.id(),
        head.proposalId(),
        head.step(),
        head.position(),
        head.generation(),
        head.key(),
        head.approvers(),
        head.plannedAt(),
        events);
  }
}
