package io.tieout.engine.auditcopy;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Target;
import io.tieout.engine.halt.Workflow;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.crm.DealAuditEntry;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the chain's entries about the deals of one CRM there, in their order. The position is
/// kept after a page has arrived: a process that dies in between brings the page again, which
/// changes nothing there.
public final class AuditCopy {
  private static final Logger LOG = LoggerFactory.getLogger(AuditCopy.class);

  /// What passes by itself is told when it has not passed for so long.
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final Deps deps;
  private final DealAudit target;

  /// What it works with.
  public record Deps(
      Database database,
      AuditChain chain,
      Proposals proposals,
      Findings findings,
      InstantSource clock) {}

  public AuditCopy(Deps deps, DealAudit target) {
    this.deps = deps;
    this.target = target;
  }

  /// Brings what is there to be brought. A failure is noted, and told to people when it lasts or
  /// does not pass by itself; the next run begins where this one stopped.
  public void run() {
    deps.database().transact(sql -> CopyState.begin(sql, target.system(), deps.clock().instant()));
    try {
      boolean more = true;
      while (more && !halted()) {
        more = page();
      }
      deps.database()
          .transact(sql -> deps.findings().resolve(sql, key(), "the entries arrive there again"));
    } catch (FaultException e) {
      LOG.warn("audit entries do not reach {}: {}", target.system(), e.fault().message());
      deps.database().transact(sql -> failed(sql, e));
    }
  }

  /// How far it has come.
  public CopyState state() {
    return deps.database().inTransaction(sql -> CopyState.of(sql, target.system()));
  }

  /// False when nothing more is chained.
  private boolean page() {
    long from = state().seq();
    List<ChainedEntry> chained = deps.chain().following(from, target.most());
    if (chained.isEmpty()) {
      return false;
    }
    List<DealAuditEntry> ours = deps.database().inTransaction(sql -> told(sql, chained));
    if (!ours.isEmpty()) {
      target.keep(ours);
    }
    long to = chained.getLast().link().orElseThrow().seq();
    deps.database()
        .transact(sql ->
            CopyState.move(
                sql,
                target.system(),
                new CopyState.Page(from, to, ours.size()),
                deps.clock().instant()));
    return chained.size() == target.most();
  }

  /// A halt of everything, or of this CRM, holds copies too; one of a workflow does not.
  private boolean halted() {
    return deps.database().inTransaction(Halts::standing).stream()
        .anyMatch(halt ->
            Stream.of(Workflow.values())
                .allMatch(flow -> halt.scope().covers(new Target(target.system(), flow))));
  }

  private List<DealAuditEntry> told(Sql sql, List<ChainedEntry> chained) {
    Map<String, List<Seal>> seals = new HashMap<>();
    String prefix = target.system() + "/deal/";
    return chained.stream()
        .filter(entry -> entry.deed().subject().startsWith(prefix))
        .map(entry -> {
          String subject = entry.deed().subject();
          List<Seal> known = seals.computeIfAbsent(subject, s -> seals(sql, s));
          return told(entry, subject.substring(prefix.length()), known);
        })
        .toList();
  }

  private static DealAuditEntry told(ChainedEntry entry, String dealId, List<Seal> seals) {
    ChainLink link = entry.link().orElseThrow();
    return new DealAuditEntry(
        link.hash(),
        dealId,
        Instant.parse(entry.content().text("at")),
        entry.deed().action(),
        entry.deed().actor(),
        Summary.of(entry.deed().details(), seals),
        "link %d, entry %s".formatted(link.seq(), entry.content().text("entryId")));
  }

  private List<Seal> seals(Sql sql, String subject) {
    List<Seal> found =
        deps.proposals().bySubject(sql, subject).stream()
            .map(filed -> deps.proposals().seal(sql, filed.proposal()))
            .toList();
    // Addresses of persons are found without any proposal, too.
    return found.isEmpty() ? List.of(Seal.of("no subject", Json.object().build())) : found;
  }

  private void failed(Sql sql, FaultException e) {
    Instant now = deps.clock().instant();
    String message = e.fault().message();
    Instant since = CopyState.fail(sql, target.system(), message, now);
    boolean passes =
        switch (e.fault()) {
          // A lost answer too: what is sent again changes nothing there.
          case Fault.Transient _, Fault.Throttled _, Fault.Ambiguous _ -> true;
          case Fault.Refused _, Fault.Broken _ -> false;
        };
    if (!passes || !since.plus(PATIENCE).isAfter(now)) {
      deps.findings()
          .raise(
              sql,
              new FindingDraft(
                  "audit copies refused",
                  "tieout/auditcopy/" + target.system(),
                  key(),
                  "Audit entries are not copied to " + target.system(),
                  "The last attempt ended so: %s. Nothing is lost: the audit itself is complete, and the copies go on where they stopped."
                      .formatted(message),
                  List.of()));
    }
  }

  private String key() {
    return "auditcopy:" + target.system();
  }
}
