package io.tieout.engine.shadow;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.engine.shadow.ShadowCase.Would;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The kept cases. Every method runs in the caller's transaction.
public final class ShadowCases {
  private static final String LOCK =
      "select true as locked from (select pg_advisory_xact_lock(7010056, hashtext(:subject))) l";
  private static final String NEWEST =
      """
      select * from shadow_case where workflow = :workflow and subject = :subject
       order by seq desc limit 1
      """;
  private static final String KEPT =
      """
      select count(distinct subject) as n from shadow_case
       where workflow = :workflow and scope = :scope and at >= :since
      """;
  private static final String INSERT =
      """
      insert into shadow_case (workflow, subject, seq, digest, at, scope, proposal, ruling, blockers)
      select :workflow, :subject, coalesce(max(seq), 0) + 1, :digest, :at, :scope,
             cast(:proposal as jsonb), cast(:ruling as jsonb), cast(:blockers as jsonb)
        from shadow_case where workflow = :workflow and subject = :subject
      """;

  private ShadowCases() {}

  /// Keeps it, unless the newest of its subject says the same. Tells whether it was new.
  public static boolean keep(Sql sql, ShadowCase seen) {
    sql.ask(LOCK).set("subject", seen.subject()).one(row -> row.flag("locked"));
    boolean known =
        sql.ask(NEWEST)
            .set("workflow", seen.workflow().name())
            .set("subject", seen.subject())
            .first(row -> row.text("digest"))
            .filter(seen.digest().hex()::equals)
            .isPresent();
    if (!known) {
      insert(sql, seen);
    }
    return !known;
  }

  public static Optional<ShadowCase> newest(Sql sql, Workflow workflow, String subject) {
    return sql.ask(NEWEST)
        .set("workflow", workflow.name())
        .set("subject", subject)
        .first(ShadowCases::read);
  }

  /// How many subjects were kept of a scope since then.
  public static int kept(Sql sql, Scope scope, Instant since) {
    return sql.ask(KEPT)
        .set("workflow", scope.workflow().name())
        .set("scope", scope.word())
        .set("since", since)
        .one(row -> Math.toIntExact(row.number("n")));
  }

  private static void insert(Sql sql, ShadowCase seen) {
    Optional<String> proposal =
        seen.would() instanceof Would.Propose(Proposal p, Ruling _)
            ? Optional.of(Records.write(p).print())
            : Optional.empty();
    Optional<String> ruling =
        seen.would() instanceof Would.Propose(Proposal _, Ruling r)
            ? Optional.of(Records.writeAs(r, Ruling.class).print())
            : Optional.empty();
    List<String> blockers =
        seen.would() instanceof Would.Ask(List<String> because, var _) ? because : List.of();
    sql.run(INSERT)
        .set("workflow", seen.workflow().name())
        .set("subject", seen.subject())
        .set("digest", seen.digest().hex())
        .set("at", seen.at())
        .set("scope", seen.scope().word())
        .optText("proposal", proposal)
        .optText("ruling", ruling)
        .json("blockers", Json.texts(blockers))
        .once();
  }

  private static ShadowCase read(Row row) {
    Would would =
        row.optJson("proposal")
            .<Would>map(json ->
                new Would.Propose(
                    Records.read(json, Proposal.class),
                    Records.read(row.json("ruling"), Ruling.class)))
            .orElseGet(() ->
                new Would.Ask(
                    row.json("blockers").asList("blockers").stream()
                        .map(item -> item.asText("blocker"))
                        .toList(),
                    List.of()));
    return new ShadowCase(
        row.text("subject"), Scope.parse(row.text("scope")), row.instant("at"), would);
  }
}
