package io.tieout.work.policy;

import io.tieout.engine.db.Database;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Case;
import io.tieout.fact.policy.ChangeKind;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/// Rules by a draft on everything that was filed in a period, and compares with what was ruled
/// then.
public final class Replay {
  private static final int PAGE = 500;

  private final Database database;
  private final Proposals proposals;
  private final Rejudging rejudging;

  public Replay(Database database, Proposals proposals) {
    this.database = database;
    this.proposals = proposals;
    this.rejudging = new Rejudging(proposals);
  }

  /// What another ruling means, the worst first.
  public enum Effect {
    REJECTED("people rejected it, and the draft would do it without asking"),
    UNASKED("people were asked, and the draft would do it without asking"),
    UNREFUSED("it was refused, and the draft would not refuse it"),
    OTHERS("other people would be asked, or in another way"),
    ASKED("it was done without asking, and the draft would ask"),
    REFUSED("the draft would refuse it");

    private final String meaning;

    Effect(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  /// One decision that would be another.
  ///
  /// @param at when it was proposed
  /// @param about the deal's name, or what governs
  /// @param was the ruling then, for people
  /// @param is what the draft would say
  /// @param state what became of it
  public record Difference(
      Effect effect,
      String proposalId,
      Instant at,
      ChangeKind kind,
      String about,
      Money amount,
      String was,
      String is,
      String state) {}

  /// What came of it.
  ///
  /// @param looked how many decisions there were
  /// @param differences the worst first, then the largest amounts of a currency
  public record Compared(int looked, List<Difference> differences) {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  /// Compares what was filed in a period.
  ///
  /// @param until not any more
  public Compared compare(Policy draft, Instant from, Instant until) {
    List<Difference> found = new ArrayList<>();
    int looked = 0;
    List<Filed> page = page(from, until, "");
    while (!page.isEmpty()) {
      looked += page.size();
      List<Filed> these = page;
      found.addAll(
          database.inTransaction(sql ->
              these.stream()
                  .flatMap(filed ->
                      difference(filed, rejudging.ruling(sql, draft, filed.proposal())).stream())
                  .toList()));
      page = page(from, until, page.getLast().proposal().id());
    }
    found.sort(
        Comparator.comparing(Difference::effect)
            .thenComparing(d -> d.amount().getCurrencyUnit().getCode())
            .thenComparing(d -> d.amount().getAmount(), Comparator.reverseOrder())
            .thenComparing(Difference::proposalId));
    return new Compared(looked, found);
  }

  private List<Filed> page(Instant from, Instant until, String after) {
    return database.inTransaction(sql -> proposals.filed(sql, from, until, after, PAGE));
  }

  private static Optional<Difference> difference(Filed filed, Ruling now) {
    if (Trial.same(filed.ruling(), now)) {
      return Optional.empty();
    }
    Proposal proposal = filed.proposal();
    return Optional.of(
        new Difference(
            effect(filed.ruling(), now, filed.state()),
            proposal.id(),
            proposal.at(),
            Case.of(proposal).kind(),
            proposal.change().about(),
            proposal.circumstances().amount(),
            RulingWords.spoken(filed.ruling()),
            RulingWords.spoken(now),
            filed.state().name().toLowerCase(Locale.ROOT)));
  }

  private static Effect effect(Ruling was, Ruling now, ProposalState state) {
    return switch (now) {
      case Ruling.Refuse _ -> Effect.REFUSED;
      case Ruling.Proceed _ when was instanceof Ruling.Ask ->
          state == ProposalState.REJECTED ? Effect.REJECTED : Effect.UNASKED;
      case Ruling.Proceed _ -> Effect.UNREFUSED;
      case Ruling.Ask _ ->
          switch (was) {
            case Ruling.Ask _ -> Effect.OTHERS;
            case Ruling.Proceed _ -> Effect.ASKED;
            case Ruling.Refuse _ -> Effect.UNREFUSED;
          };
    };
  }
}
