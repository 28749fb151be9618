package io.tieout.work.rollout;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.gate.InForce;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.shadow.ShadowCases;
import io.tieout.fact.rollout.AutonomyClass;
import io.tieout.fact.rollout.Measured;
import io.tieout.fact.rollout.Rollout;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Staged;
import io.tieout.fact.rollout.Streak;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Where steps of the rollout are asked for, and put in force.
public final class RolloutDesk {
  private static final String REPORTED = "shadow report made";

  /// A report about a longer past says little about today.
  private static final Duration FRESH = Duration.ofDays(14);

  private final Deps deps;

  /// What the desk works with.
  public record Deps(
      Database database,
      Audit audit,
      AuditChain chain,
      Governing governing,
      Metrics metrics,
      InstantSource clock) {}

  public RolloutDesk(Deps deps) {
    this.deps = deps;
  }

  /// A scope as it stands.
  ///
  /// @param missing what its metrics lack for the next phase
  public record Standing(
      Staged staged, Counted counted, Metrics.Begun begun, List<String> missing) {
    public Standing {
      missing = List.copyOf(missing);
    }
  }

  /// A class as it stands.
  public record Earning(AutonomyClass of, Streak streak) {}

  /// Everything there is.
  public record Shown(
      InForce inForce, List<Standing> scopes, List<Earning> classes, List<Version> history) {
    public Shown {
      scopes = List.copyOf(scopes);
      classes = List.copyOf(classes);
      history = List.copyOf(history);
    }
  }

  public Shown show() {
    return deps.database()
        .inTransaction(sql -> {
          InForce now = InForce.now(sql);
          return new Shown(
              now,
              now.rollout().scopes().stream().map(s -> standing(sql, now, s)).toList(),
              now.rollout().autonomy().stream().map(a -> new Earning(a, streak(sql, a))).toList(),
              Governing.history(sql, Kind.ROLLOUT));
        });
  }

  private Standing standing(Sql sql, InForce now, Staged staged) {
    Promotion.Evidence evidence = evidence(sql, now, staged, Optional.empty());
    List<String> missing =
        staged
            .phase()
            .next()
            .map(next -> new Promotion.Wanted(staged.scope(), next, Optional.empty()))
            .map(wanted -> Promotion.propose(now, wanted, evidence))
            .map(result ->
                result instanceof Promotion.Result.Missing(List<String> why)
                    ? why
                    : List.<String>of())
            .orElse(List.of());
    return new Standing(
        staged, evidence.counted(), Metrics.begun(sql, now.rollout(), staged.scope()), missing);
  }

  private Promotion.Evidence evidence(
      Sql sql, InForce now, Staged staged, Optional<Promotion.Report> report) {
    Counted counted = deps.metrics().counted(sql, now.rollout(), staged, deps.clock().instant());
    return new Promotion.Evidence(
        counted, ShadowCases.kept(sql, staged.scope(), counted.since()), report);
  }

  private Streak streak(Sql sql, AutonomyClass of) {
    return Streak.of(of, deps.metrics().cases(sql, of), deps.clock().instant());
  }

  /// A step to another phase, or what is missing for it.
  ///
  /// @param report as [#made] noted it
  public Promotion.Result promotion(Promotion.Wanted wanted, Optional<Json.Obj> report) {
    return deps.database()
        .inTransaction(sql -> {
          InForce now = InForce.now(sql);
          Staged present = now.rollout().resolved(wanted.scope());
          return Promotion.propose(
              now, wanted, evidence(sql, now, present, report.map(this::noted)));
        });
  }

  public Promotion.Result grant(String id) {
    return deps.database()
        .inTransaction(sql -> {
          InForce now = InForce.now(sql);
          AutonomyClass of =
              now.rollout()
                  .autonomy(id)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "there is no class '%s'; there are %s"
                              .formatted(
                                  id,
                                  now.rollout().autonomy().stream()
                                      .map(AutonomyClass::id)
                                      .toList())));
          return Promotion.grant(now, of, streak(sql, of), deps.clock().instant());
        });
  }

  /// Takes a step back that has this name.
  public Promotion.Result rollback(String name) {
    return deps.database()
        .inTransaction(sql -> {
          Version step =
              Governing.history(sql, Kind.ROLLOUT).stream()
                  .filter(v -> named(v).filter(name::equals).isPresent())
                  .findFirst()
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "there is no step '%s'; `./tieout rollout show` lists them"
                              .formatted(name)));
          Rollout former =
              InForce.of(Governing.find(sql, Kind.ROLLOUT, step.number() - 1)).rollout();
          return Promotion.rollback(InForce.now(sql), step, former, deps.clock().instant());
        });
  }

  /// The name of a version; empty for one that cannot be read.
  public static Optional<String> named(Version version) {
    try {
      return Optional.of(Rollout.parse(version.body()).version());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A whole document, for metrics, classes and scopes that are stricter than now.
  public Promotion.Result document(String body) {
    Rollout next = Rollout.parse(body);
    return deps.database()
        .inTransaction(sql -> {
          InForce now = InForce.now(sql);
          List<String> laxer = now.rollout().laxer(next);
          boolean taken =
              Governing.history(sql, Kind.ROLLOUT).stream()
                  .anyMatch(v -> named(v).filter(next.version()::equals).isPresent());
          if (taken) {
            return new Promotion.Result.Missing(
                List.of(
                    "version '%s' was used before: give it a name of its own"
                        .formatted(next.version())));
          }
          return laxer.isEmpty()
              ? new Promotion.Result.Ready(
                  new Step(
                      now.number(),
                      next.version(),
                      body,
                      "document “%s”".formatted(next.version()),
                      Json.object().build(),
                      true))
              : new Promotion.Result.Missing(
                  laxer.stream()
                      .map(l -> "goes further than now, which takes evidence: " + l)
                      .toList());
        });
  }

  /// Puts a step in force. One that goes further, or changes by what is measured, has been approved
  /// by two people: this is the one place that insists on it.
  ///
  /// @param actor for the audit, such as `shell:ann` or `system:rollout`
  /// @param approvers who approved it, by name
  public Version inForce(Step step, String actor, String because, List<String> approvers) {
    List<String> different =
        approvers.stream().map(String::strip).filter(a -> !a.isEmpty()).distinct().toList();
    if (step.further() && different.size() < 2) {
      throw new IllegalArgumentException(
          "“%s” takes the approval of two people: name them with --approved-by, twice"
              .formatted(step.summary()));
    }
    return deps.database().inTransaction(sql -> append(sql, step, actor, why(because, different)));
  }

  private static String why(String because, List<String> approvers) {
    return approvers.isEmpty()
        ? because
        : "%s (approved by %s)".formatted(because, String.join(" and ", approvers));
  }

  Version append(Sql sql, Step step, String actor, String because) {
    Version version =
        deps.governing()
            .append(
                sql,
                new Governing.Draft(
                    Kind.ROLLOUT, step.base(), step.body(), actor, because, Optional.empty()));
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                "governing/rollout",
                List.of(step.name()),
                actor,
                step.further() ? "rollout promoted" : "rollout set back",
                Json.object()
                    .put("version", version.number())
                    .put("step", step.name())
                    .put("summary", step.summary())
                    .put("because", because)
                    .put("evidence", step.evidence())
                    .build()));
    return version;
  }

  /// Notes in the audit that a report was made here: only such a one counts as evidence.
  public void made(ShadowReport report, String actor) {
    deps.database()
        .transact(sql ->
            deps.audit()
                .record(
                    sql,
                    new AuditEntry(
                        "rollout/report",
                        List.of(report.digest().hex()),
                        actor,
                        REPORTED,
                        Json.object()
                            .put("scope", report.scope().word())
                            .put("digest", report.digest().hex())
                            .put("cases", report.measured().cases())
                            .put("agreed", report.measured().agreed())
                            .build())));
  }

  /// The figures are those of the audit, not of the file.
  private Promotion.Report noted(Json.Obj report) {
    String digest = Digest.of(report).hex();
    return deps.chain().story(digest).stream()
        .filter(told -> told.entry().action().equals(REPORTED))
        .filter(told -> told.entry().details().text("digest").equals(digest))
        .filter(told -> told.at().isAfter(deps.clock().instant().minus(FRESH)))
        .findFirst()
        .map(told -> report(digest, told.at(), told.entry().details()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the report was not made by this Tieout within %d days, or was changed: make it anew with `./tieout rollout report`"
                    .formatted(FRESH.toDays())));
  }

  private static Promotion.Report report(String digest, Instant at, Json.Obj details) {
    return new Promotion.Report(
        Scope.parse(details.text("scope")),
        digest,
        at,
        new Measured(details.integer("cases"), details.integer("agreed"), 0, 0));
  }
}
