package io.tieout.work.rollout;

import io.tieout.engine.gate.InForce;
import io.tieout.engine.governing.Version;
import io.tieout.fact.rollout.AutonomyClass;
import io.tieout.fact.rollout.Measured;
import io.tieout.fact.rollout.Phase;
import io.tieout.fact.rollout.Rollout;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Staged;
import io.tieout.fact.rollout.Streak;
import io.tieout.fact.rollout.Targets;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/// Makes steps of the rollout: the new document with its summary and evidence, or what is missing
/// for it. Pure. Whoever puts a step in force has had it approved where it goes further.
public final class Promotion {
  private Promotion() {}

  /// What is wanted.
  ///
  /// @param below for the limited phase; empty for the scope's own
  public record Wanted(Scope scope, Phase to, Optional<Money> below) {}

  /// What speaks for it.
  ///
  /// @param counted of the present phase, from our tables
  /// @param kept how many subjects were kept in shadow
  /// @param report of the present phase, where that is shadow
  public record Evidence(Counted counted, int kept, Optional<Report> report) {}

  /// A shadow report that was made here.
  public record Report(Scope scope, String digest, Instant made, Measured measured) {}

  /// What came of it.
  public sealed interface Result {
    record Ready(Step step) implements Result {}

    /// It is refused, for just these reasons; never empty.
    record Missing(List<String> why) implements Result {
      public Missing {
        why = List.copyOf(why);
      }
    }
  }

  public static Result propose(InForce now, Wanted wanted, Evidence evidence) {
    Staged present = now.rollout().resolved(wanted.scope());
    Optional<Money> below = wanted.below().or(present::below);
    if (wanted.to() == Phase.LIMITED && below.isEmpty()) {
      List<String> why = new ArrayList<>();
      why.add("phase limited needs an amount: --below 'USD 10000'");
      if (present.phase().stricterThan(Phase.LIMITED)) {
        why.addAll(missing(now.rollout(), present, Phase.LIMITED, evidence));
      }
      return new Result.Missing(why);
    }
    Staged next = new Staged(wanted.scope(), wanted.to(), below, present.targets());
    if (next.phase() == present.phase()
        && !next.furtherThan(present)
        && !present.furtherThan(next)) {
      return missing("%s is %s already".formatted(wanted.scope().spoken(), present.words()));
    }
    List<String> shortOf =
        next.furtherThan(present)
            ? missing(now.rollout(), present, next.phase(), evidence)
            : List.of();
    return shortOf.isEmpty()
        ? new Result.Ready(step(now, present, next, evidence))
        : new Result.Missing(shortOf);
  }

  private static Result missing(String why) {
    return new Result.Missing(List.of(why));
  }

  /// Shadow writes nothing, so nothing has to speak for it.
  private static List<String> missing(
      Rollout rollout, Staged present, Phase to, Evidence evidence) {
    List<String> why = new ArrayList<>();
    if (to != present.phase() && !present.phase().next().equals(Optional.of(to))) {
      why.add(
          "%s is %s: the next phase is %s"
              .formatted(
                  present.scope().spoken(),
                  present.phase().word(),
                  present.phase().next().map(Phase::word).orElse("none")));
    }
    if (present.phase() == Phase.OFF) {
      return why;
    }
    Targets targets = rollout.targets(present);
    if (targets.none()) {
      why.add(
          "no metrics are set for phase %s of %s: put them into the document first"
              .formatted(present.phase().word(), present.scope().spoken()));
    }
    if (present.phase() == Phase.SHADOW) {
      why.addAll(reported(present, targets, evidence));
    } else {
      why.addAll(targets.missing(evidence.counted().measured()));
    }
    return why;
  }

  /// News for deals is what the books say: there is nothing that people did instead, so only the
  /// number of cases counts.
  private static List<String> reported(Staged present, Targets targets, Evidence evidence) {
    if (present.scope().workflow() == Workflow.PAYMENTS) {
      return targets.missing(new Measured(evidence.kept(), evidence.kept(), 0, 0));
    }
    if (evidence.report().isEmpty()) {
      return List.of(
          "a shadow report is missing: make one with `./tieout rollout report` and name it with --report FILE");
    }
    Report report = evidence.report().get();
    List<String> why = new ArrayList<>();
    if (!report.scope().equals(present.scope())) {
      why.add(
          "the report is about %s, wanted is %s"
              .formatted(report.scope().spoken(), present.scope().spoken()));
    }
    why.addAll(targets.missing(report.measured()));
    return why;
  }

  private static Step step(InForce now, Staged present, Staged next, Evidence evidence) {
    String name = name(next.scope().word() + " " + next.phase().word(), now);
    String summary =
        "%s goes from %s to %s".formatted(next.scope().spoken(), present.words(), next.words());
    return new Step(
        now.number(),
        name,
        now.rollout().with(name, next).text(),
        summary,
        Json.object()
            .put("counted", evidence.counted().json())
            .put("keptInShadow", evidence.kept())
            .putJson("report", evidence.report().map(Promotion::json))
            .build(),
        next.furtherThan(present));
  }

  private static Json.Obj json(Report report) {
    return Json.object()
        .put("digest", report.digest())
        .put("made", report.made().toString())
        .put("cases", report.measured().cases())
        .put("agreementPercent", report.measured().agreement())
        .build();
  }

  /// One phase back, by itself or by a person.
  public static Step back(InForce now, Staged present, String why) {
    Staged next = present.at(present.former());
    String name = name("back " + next.scope().word() + " " + next.phase().word(), now);
    return new Step(
        now.number(),
        name,
        now.rollout().with(name, next).text(),
        "%s goes back from %s to %s: %s"
            .formatted(next.scope().spoken(), present.words(), next.words(), why),
        Json.object().put("why", why).build(),
        false);
  }

  public static Result grant(InForce now, AutonomyClass of, Streak streak, Instant at) {
    if (!streak.earned(of)) {
      return missing(
          of.granted().isPresent()
              ? "class %s is granted already".formatted(of.id())
              : "agreements of class %s: %d straight ones, %d are needed"
                  .formatted(of.id(), streak.straight(), of.after()));
    }
    String name = name("grant " + of.id(), now);
    return new Result.Ready(
        new Step(
            now.number(),
            name,
            now.rollout().with(name, of.granted(streak.straight(), at)).text(),
            "class %s goes without asking, after %d straight agreements"
                .formatted(of.id(), streak.straight()),
            Json.object().put("straight", streak.straight()).put("needed", of.after()).build(),
            true));
  }

  public static Step revoke(InForce now, AutonomyClass of, String why, Instant at) {
    String name = name("revoke " + of.id(), now);
    return new Step(
        now.number(),
        name,
        now.rollout().with(name, of.revoked(at)).text(),
        "class %s is asked about again: %s".formatted(of.id(), why),
        Json.object().put("why", why).build(),
        false);
  }

  /// Takes back what a step changed, and nothing that others changed since.
  ///
  /// @param step the version that brought it
  /// @param former the document before it
  public static Result rollback(InForce now, Version step, Rollout former, Instant at) {
    Rollout changed = Rollout.parse(step.body());
    String name = name("rollback " + changed.version(), now);
    Rollout next = now.rollout();
    for (Staged each : changed.scopes()) {
      Staged before = former.resolved(each.scope());
      if (each.furtherThan(before) && next.resolved(each.scope()).furtherThan(before)) {
        Staged present = next.resolved(each.scope());
        next =
            next.with(
                name, new Staged(each.scope(), before.phase(), before.below(), present.targets()));
      }
    }
    for (AutonomyClass each : changed.autonomy()) {
      boolean granted =
          each.granted().isPresent()
              && former.autonomy(each.id()).flatMap(AutonomyClass::granted).isEmpty();
      Optional<AutonomyClass> present = next.autonomy(each.id());
      if (granted && present.flatMap(AutonomyClass::granted).isPresent()) {
        next = next.with(name, present.get().revoked(at));
      }
    }
    if (next.equals(now.rollout())) {
      return missing(
          "nothing of “%s” goes further than before it: there is nothing to roll back"
              .formatted(changed.version()));
    }
    return new Result.Ready(
        new Step(
            now.number(),
            name,
            next.text(),
            "“%s” is rolled back".formatted(changed.version()),
            Json.object().put("step", changed.version()).build(),
            false));
  }

  /// Such as `invoicing-book-main-limited-7`.
  private static String name(String words, InForce now) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + (now.number() + 1);
  }
}
