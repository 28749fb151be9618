package io.tieout.engine.halt;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.change.Change;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.SystemName;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Halts writes and lets them go on. Who may do so is for the doors to say.
public final class Halts {
  private static final int LONGEST_WHY = 500;

  private final Deps deps;

  /// What halts are kept and told with.
  public record Deps(Audit audit, Outbox outbox, Backlog backlog, InstantSource clock) {}

  public Halts(Deps deps) {
    this.deps = deps;
  }

  /// What asking for a halt led to.
  public sealed interface Asked {
    /// It stands now.
    record Halted(Halt halt) implements Asked {}

    /// It stood already, and stands as it did.
    record StoodAlready(Halt halt) implements Asked {}
  }

  /// Stops every write the scope covers: once the transaction has committed, none is sent any more.
  /// What was marked as sent before may still arrive, and is looked up.
  public Asked halt(Sql sql, Scope scope, Halt.By by, String why) {
    String reason = reason(why);
    HaltLog.own(sql);
    Optional<Halt> before = of(sql, scope);
    if (before.isPresent()) {
      return new Asked.StoodAlready(before.get());
    }
    HaltLog.append(sql, HaltLog.Kind.HALTED, scope, by, reason, deps.clock().instant());
    Halt halt = of(sql, scope).orElseThrow();
    tell(
        sql,
        halt,
        by,
        "writing halted",
        reason,
        "**%s are halted** by %s: %s. Reading goes on; approved changes wait. To let them go on: /tieout resume %s because …"
            .formatted(scope.spoken(), by.name(), reason, scope.word()));
    return new Asked.Halted(halt);
  }

  /// Lifts this halt and no other; false when it stands no more. What it held up goes on by itself,
  /// as far as no other halt covers it.
  public boolean resume(Sql sql, long number, Halt.By by, String why) {
    String reason = reason(why);
    HaltLog.own(sql);
    Optional<Halt> lifted =
        standing(sql).stream().filter(halt -> halt.number() == number).findFirst();
    lifted.ifPresent(halt -> {
      String held = inWords(heldBy(sql, halt.scope()));
      HaltLog.append(sql, HaltLog.Kind.RESUMED, halt.scope(), by, reason, deps.clock().instant());
      tell(
          sql,
          halt,
          by,
          "writing resumed",
          reason,
          "**%s go on**, by %s: %s. Each is checked again before it is sent. Waiting: %s."
              .formatted(halt.scope().spoken(), by.name(), reason, held));
    });
    return lifted.isPresent();
  }

  /// The halts that stand, oldest first.
  public static List<Halt> standing(Sql sql) {
    return HaltLog.standing(sql);
  }

  /// The halt of exactly this scope.
  public static Optional<Halt> of(Sql sql, Scope scope) {
    return standing(sql).stream().filter(halt -> halt.scope().equals(scope)).findFirst();
  }

  /// The oldest halt that stops a write to the target, as it stands.
  public static Optional<Halt> covering(Sql sql, Target target) {
    return standing(sql).stream().filter(halt -> halt.scope().covers(target)).findFirst();
  }

  /// The halts that stop any part of the change. What only governs decisions is not stopped.
  public static List<Halt> covering(Sql sql, Change change) {
    List<Target> targets =
        change instanceof Change.OfDeal deed ? Target.of(deed) : List.<Target>of();
    return standing(sql).stream()
        .filter(halt -> targets.stream().anyMatch(halt.scope()::covers))
        .toList();
  }

  /// As [#covering(Sql, Target)], for a transaction that commits a sending: no halt commits before
  /// it ends. To be asked before the transaction locks anything else.
  public static Optional<Halt> admitting(Sql sql, Target target) {
    HaltLog.share(sql);
    return covering(sql, target);
  }

  /// How many approved changes wait before a write the scope covers, by system.
  public Map<String, Long> heldBy(Sql sql, Scope scope) {
    return deps.backlog().waiting(sql).stream()
        .filter(waiting -> scope.covers(waiting.target()))
        .collect(
            Collectors.groupingBy(
                waiting -> SystemName.spoken(waiting.target().place()),
                TreeMap::new,
                Collectors.summingLong(Waiting::changes)));
  }

  /// `QuickBooks: 2 changes, Salesforce: 1 change`, or `nothing`.
  public static String inWords(Map<String, Long> held) {
    return held.isEmpty()
        ? "nothing"
        : held.entrySet().stream()
            .map(e ->
                "%s: %d %s"
                    .formatted(e.getKey(), e.getValue(), e.getValue() == 1 ? "change" : "changes"))
            .collect(Collectors.joining(", "));
  }

  private void tell(Sql sql, Halt halt, Halt.By by, String action, String why, String text) {
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                "writing/" + halt.scope().word(),
                List.of("halt " + halt.number(), halt.scope().word()),
                by.actor(),
                action,
                Json.object()
                    .put("scope", halt.scope().word())
                    .put("halt", halt.number())
                    .put("by", by.name())
                    .put("why", why)
                    .build()));
    deps.outbox().post(sql, new Notice.ChannelNews(text));
    deps.backlog().changed(sql);
  }

  private static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("say why: the reason is kept, and shown to everybody");
    }
    return reason.length() > LONGEST_WHY ? reason.substring(0, LONGEST_WHY) : reason;
  }
}
