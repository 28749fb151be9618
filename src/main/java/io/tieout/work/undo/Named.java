package io.tieout.work.undo;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.Compensation;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.effect.StepUndo;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what people name as a proof finds it: by a proposal's id, by an invoice's number or id, or
/// by a deal's id; and by the deal's name, among what was filed lately. From our tables alone.
public final class Named {
  /// Among how many proposals, the newest first, a deal is looked for by its name.
  private static final int LATELY = 500;

  private final Database database;
  private final AuditChain chain;
  private final Proposals proposals;

  public Named(Database database, Proposals proposals, InstantSource clock) {
    this.database = database;
    this.chain = new AuditChain(database, clock);
    this.proposals = proposals;
  }

  /// What a name leads to.
  public sealed interface Found {
    /// One proposal, and what would take it back.
    record One(Filed filed, List<StepUndo> steps) implements Found {
      public One {
        steps = List.copyOf(steps);
      }
    }

    /// Several.
    record Several(List<String> proposalIds) implements Found {
      public Several {
        proposalIds = List.copyOf(proposalIds);
      }
    }

    /// None.
    record None() implements Found {}
  }

  public Found find(String name) {
    String bare = name.strip();
    List<String> subjects =
        chain.story(bare).stream().map(told -> told.entry().subject()).distinct().toList();
    return database.inTransaction(sql -> found(sql, bare, subjects));
  }

  private Found found(Sql sql, String name, List<String> subjects) {
    Optional<Filed> itself = proposals.find(sql, name.toUpperCase(Locale.ROOT));
    if (itself.isPresent()) {
      return one(sql, itself.get());
    }
    List<Filed> known = ofDeals(sql, subjects.stream(), name);
    List<Filed> all =
        known.isEmpty()
            ? ofDeals(
                sql,
                proposals.newest(sql, LATELY).stream()
                    .filter(f -> f.proposal().change().about().equalsIgnoreCase(name))
                    .map(f -> f.proposal().subject())
                    .distinct(),
                name)
            : known;
    return switch (all.size()) {
      case 0 -> new Found.None();
      case 1 -> one(sql, all.getFirst());
      default -> new Found.Several(all.stream().map(f -> f.proposal().id()).toList());
    };
  }

  private List<Filed> ofDeals(Sql sql, Stream<String> subjects, String name) {
    return subjects
        .flatMap(subject -> ofDeal(sql, proposals.bySubject(sql, subject), name).stream())
        .toList();
  }

  /// The invoicing that bears the number; else the one that stands; else the latest of all.
  private static Optional<Filed> ofDeal(Sql sql, List<Filed> all, String name) {
    List<Filed> invoicing =
        all.reversed().stream()
            .filter(f -> f.proposal().change() instanceof Change.CreateInvoice)
            .toList();
    return invoicing.stream()
        .filter(f -> numbered(sql, f, name))
        .findFirst()
        .or(() -> invoicing.stream().filter(f -> f.state() == ProposalState.DONE).findFirst())
        .or(() -> invoicing.stream().findFirst())
        .or(() -> all.reversed().stream().findFirst());
  }

  private static boolean numbered(Sql sql, Filed filed, String name) {
    return Effects.compensations(sql, filed.proposal()).stream()
        .anyMatch(step ->
            step.compensation() instanceof Compensation.VoidInvoice(String id, String number)
                && (number.equalsIgnoreCase(name) || id.equalsIgnoreCase(name)));
  }

  private static Found one(Sql sql, Filed filed) {
    return new Found.One(filed, Effects.compensations(sql, filed.proposal()));
  }
}
