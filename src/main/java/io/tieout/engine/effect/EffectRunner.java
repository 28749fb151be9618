package io.tieout.engine.effect;

import io.tieout.engine.approval.Cards;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.Leases.Lease;
import io.tieout.engine.effect.Leases.StaleLeaseException;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Target;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.lease.Hold;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.numbering.Numbers;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes approved proposals, one at a time, under a lease. Several runners, in one process or in
/// many, share the work: a proposal has one holder, and who lost the lease cannot commit.
///
/// A runner that dies leaves a lease that runs out and, at worst, an effect marked as sent. The
/// next holder takes that as uncertain and looks before it sends.
public final class EffectRunner {
  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
  private static final int STEPS_A_TURN = 20;
  private static final int PROPOSALS_A_ROUND = 100;

  /// Only for safety: a resumption wakes what waits for it.
  private static final Duration HELD_LOOK = Duration.ofMinutes(1);

  /// What the runner works with.
  ///
  /// @param cards told of every step
  /// @param owner this process, for whoever looks at the leases
  /// @param keeper renews them while this process lives
  /// @param patience between two looks that must both find nothing before it is sent again; longer
  ///   than any index of a vendor lags and than any call may take
  public record Deps(
      Database database,
      Proposals proposals,
      Effects effects,
      Audit audit,
      Findings findings,
      Inbox inbox,
      Cards cards,
      Freshness freshness,
      Systems systems,
      Links links,
      Numbers numbers,
      InstantSource clock,
      Marks marks,
      Duration patience,
      String owner,
      Keeper keeper) {
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);
  }

  private final Deps deps;
  private final Leases leases;
  private final Outcomes outcomes;
  private final StepRun stepRun;

  public EffectRunner(Deps deps) {
    this.deps = deps;
    this.leases = new Leases(deps.clock(), deps.keeper(), deps.owner());
    this.outcomes = new Outcomes(deps, leases);
    this.stepRun = new StepRun(deps, outcomes);
  }

  /// Takes one proposal that has something due and does it; tells whether there was one.
  public boolean runOnce() {
    return execute(leases::claim);
  }

  /// Settles what may or may not have happened, as far as it is due; tells how many proposals it
  /// looked at.
  public int settleUncertain() {
    int settled = 0;
    while (settled < PROPOSALS_A_ROUND && execute(leases::claimUncertain)) {
      settled++;
    }
    return settled;
  }

  private boolean execute(Function<Sql, Optional<Lease>> claim) {
    long before = deps.keeper().nanos();
    Optional<Lease> lease = deps.database().inTransaction(claim);
    if (lease.isEmpty()) {
      return false;
    }
    try (Hold hold =
        deps.keeper().hold(before, (sql, end) -> Leases.prolong(sql, lease.get(), end))) {
      work(lease.get(), hold);
    } catch (StaleLeaseException e) {
      LOG.warn("{}", e.getMessage());
    }
    return true;
  }

  private void work(Lease lease, Hold hold) {
    for (int i = 0; i < STEPS_A_TURN; i++) {
      hold.alive();
      Optional<Turn> turn = deps.database().inTransaction(sql -> next(sql, lease, hold));
      if (turn.isEmpty()) {
        break;
      }
      stepRun.advance(turn.get());
    }
    deps.database()
        .transact(sql -> {
          leases.fence(sql, lease);
          Filed filed = filed(sql, lease);
          outcomes.finish(sql, filed);
          leases.release(
              sql, lease, nextDue(sql, EffectLog.latest(sql, lease.proposalId()), filed));
        });
  }

  private Optional<Turn> next(Sql sql, Lease lease, Hold hold) {
    Filed filed = filed(sql, lease);
    List<Effect> effects = EffectLog.latest(sql, lease.proposalId());
    Instant now = deps.clock().instant();
    return effects.stream()
        .filter(effect ->
            effect.state().open()
                && settledBefore(effect, effects, filed)
                && due(sql, effect, filed, now))
        .findFirst()
        .map(effect ->
            new Turn(
                lease,
                filed,
                effect,
                StepKind.named(filed.proposal().outside(), effect.step()),
                workOf(filed, effect, effects),
                hold));
  }

  private Work workOf(Filed filed, Effect effect, List<Effect> effects) {
    Map<String, Json.Obj> results = new HashMap<>();
    effects.forEach(e -> e.result().ifPresent(result -> results.put(e.step(), result)));
    return new Work(
        filed.proposal(),
        effect.approvers(),
        effects.getFirst().plannedAt(),
        results,
        deps.systems());
  }

  /// What a halt held is due when that halt is gone, or another stands there and is to be told.
  private static boolean due(Sql sql, Effect effect, Filed filed, Instant now) {
    Optional<Long> held = effect.heldBy();
    if (held.isEmpty()) {
      return effect.due(now);
    }
    Optional<Long> stands = Halts.covering(sql, target(effect, filed)).map(Halt::number);
    boolean lookedUp = effect.state() == EffectState.UNCERTAIN && effect.due(now);
    return lookedUp || !stands.equals(held);
  }

  static Target target(Effect effect, Filed filed) {
    Change.OfDeal change = filed.proposal().outside();
    return StepKind.named(change, effect.step()).target(change);
  }

  private Optional<Instant> nextDue(Sql sql, List<Effect> effects, Filed filed) {
    Instant now = deps.clock().instant();
    return effects.stream()
        .filter(e -> e.state().open() && settledBefore(e, effects, filed))
        .flatMap(e -> (due(sql, e, filed, now) ? Optional.of(now) : nextLook(e, now)).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> nextLook(Effect effect, Instant now) {
    return effect.state() == EffectState.PLANNED && effect.heldBy().isPresent()
        ? Optional.of(now.plus(HELD_LOOK))
        : effect.last().dueAt();
  }

  /// Whether what the step builds on is there, as far as the proposal has such steps.
  static boolean settledBefore(Effect effect, List<Effect> effects, Filed filed) {
    List<String> before = StepKind.named(filed.proposal().outside(), effect.step()).after();
    return effects.stream()
        .filter(e -> before.contains(e.step()))
        .allMatch(e -> e.state().settled());
  }

  private Filed filed(Sql sql, Lease lease) {
    return deps.proposals().find(sql, lease.proposalId()).orElseThrow();
  }
}
