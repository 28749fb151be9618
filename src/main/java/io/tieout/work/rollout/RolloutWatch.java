package io.tieout.work.rollout;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.gate.InForce;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.rollout.AutonomyClass;
import io.tieout.fact.rollout.RolloutException;
import io.tieout.fact.rollout.Staged;
import io.tieout.fact.rollout.Streak;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks after the phases: takes one back when its metrics break, takes autonomy back at the first
/// disagreement, and tells people when a class has earned it. Running it again does nothing more.
public final class RolloutWatch {
  static final String ACTOR = "system:rollout";

  private final Deps deps;

  /// What the watch works with.
  public record Deps(
      Database database,
      RolloutDesk desk,
      Metrics metrics,
      Gate gate,
      Findings findings,
      Outbox outbox,
      InstantSource clock) {}

  public RolloutWatch(Deps deps) {
    this.deps = deps;
  }

  public void look() {
    deps.gate().settle();
    boolean again;
    do {
      again = deps.database().inTransaction(this::one);
    } while (again);
    deps.database().transact(this::earned);
  }

  /// Takes the first step back that is due; false when none is. One at a time: each is a version of
  /// its own, with a name and a reason.
  private boolean one(Sql sql) {
    Optional<InForce> now = readable(sql);
    return now.isPresent() && (stepsBack(sql, now.get()) || revokes(sql, now.get()));
  }

  /// A document that cannot be read holds everything already.
  private static Optional<InForce> readable(Sql sql) {
    try {
      return Optional.of(InForce.now(sql));
    } catch (RolloutException _) {
      return Optional.empty();
    }
  }

  private boolean stepsBack(Sql sql, InForce now) {
    for (Staged staged : now.rollout().scopes()) {
      if (staged.phase().files() && !now.rollout().targets(staged).none()) {
        Counted counted =
            deps.metrics().counted(sql, now.rollout(), staged, deps.clock().instant());
        List<String> broken = now.rollout().targets(staged).breached(counted.measured());
        if (!broken.isEmpty()) {
          Metrics.Begun begun = Metrics.begun(sql, now.rollout(), staged.scope());
          Step step = Promotion.back(now, staged, String.join("; ", broken));
          tell(sql, step, "This takes back “%s”.".formatted(begun.step()));
          return true;
        }
      }
    }
    return false;
  }

  private boolean revokes(Sql sql, InForce now) {
    for (AutonomyClass of : now.rollout().autonomy()) {
      Optional<Streak.Case> lost = streak(sql, of).lost(of);
      if (lost.isPresent()) {
        String why = "%s was %s".formatted(lost.get().what(), lost.get().outcome().spoken());
        tell(sql, Promotion.revoke(now, of, why, deps.clock().instant()), "Counting begins anew.");
        return true;
      }
    }
    return false;
  }

  private void tell(Sql sql, Step step, String also) {
    deps.desk().append(sql, step, ACTOR, step.summary());
    deps.outbox()
        .post(
            sql,
            new Notice.ChannelNews(
                "Rollout: %s. %s Step: %s.".formatted(step.summary(), also, step.name())));
  }

  private void earned(Sql sql) {
    Optional<InForce> now = readable(sql);
    for (AutonomyClass of : now.map(n -> n.rollout().autonomy()).orElse(List.of())) {
      String key = "autonomy:" + of.id();
      switch (Promotion.grant(now.orElseThrow(), of, streak(sql, of), deps.clock().instant())) {
        case Promotion.Result.Ready(Step step) ->
            deps.findings().raise(sql, proposed(of, key, step));
        case Promotion.Result.Missing _ ->
            deps.findings().resolve(sql, key, "it is granted, or not earned any more");
      }
    }
  }

  /// Kept open until people decide, and told once.
  private static FindingDraft proposed(AutonomyClass of, String key, Step step) {
    return new FindingDraft(
        "autonomy earned",
        "governing/rollout",
        key,
        "Class %s has earned to go without asking".formatted(of.id()),
        "Proposed: %s. Everything of the class was approved as proposed and not touched since. To grant it, two people approve `./tieout rollout grant %s`; the first disagreement takes it back."
            .formatted(step.summary(), of.id()),
        List.of());
  }

  private Streak streak(Sql sql, AutonomyClass of) {
    return Streak.of(of, deps.metrics().cases(sql, of), deps.clock().instant());
  }
}
