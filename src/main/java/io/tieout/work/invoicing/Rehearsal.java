package io.tieout.work.invoicing;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.party.Actor;
import io.tieout.fact.rollout.Facts;
import io.tieout.value.fault.FaultException;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.routing.Routed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Works out what would be done about a deal as everything reads now. Files nothing, raises no
/// finding and learns nothing.
public final class Rehearsal {
  private static final String NAME = "rehearsal";

  private final DealReader reader;
  private final InstantSource clock;

  public Rehearsal(DealReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /// What came of it.
  ///
  /// @param book where the deal belongs; empty where nobody knows
  /// @param account the name of the company sold to
  public record Rehearsed(Optional<String> book, Facts facts, String account, Result result) {}

  /// What drafting came to.
  public sealed interface Result {
    record Ready(Proposal proposal) implements Result {}

    /// People would be asked first.
    ///
    /// @param because a sentence for each question to people; never empty
    record Asking(List<String> because) implements Result {
      public Asking {
        because = List.copyOf(because);
      }
    }

    record Nothing(String why) implements Result {}
  }

  /// Of a won deal that was just read, as if on the day it was won.
  public Rehearsed of(String crm, Deal deal) {
    Account account = reader.account(crm, deal);
    return switch (reader.route(crm, deal, account)) {
      case Routed.Undecided(String why) ->
          new Rehearsed(
              Optional.empty(),
              Facts.ofDeal(Optional.empty(), List.of(), account.billing()),
              account.name(),
              new Result.Asking(List.of(why)));
      case Routed.ToBook(String book, var _) -> inBook(crm, deal, account, book);
    };
  }

  private Rehearsed inBook(String crm, Deal deal, Account account, String book) {
    try {
      DealReadings readings = reader.read(crm, deal, book, Optional.empty());
      Occasion occasion =
          Occasion.of(NAME, new Actor.Workflow(NAME), clock.instant(), deal.closeDate());
      return new Rehearsed(
          Optional.of(book),
          readings.facts(),
          account.name(),
          result(InvoiceDrafting.draft(readings, occasion)));
    } catch (FaultException e) {
      return new Rehearsed(
          Optional.of(book),
          Facts.ofDeal(Optional.of(book), List.of(), account.billing()),
          account.name(),
          new Result.Asking(List.of(e.fault().message())));
    }
  }

  private static Result result(Drafted drafted) {
    return switch (drafted) {
      case Drafted.Ready(Proposal proposal) -> new Result.Ready(proposal);
      case Drafted.Blocked(List<Blocker> blockers, var _) ->
          new Result.Asking(blockers.stream().map(Blocker::title).toList());
      case Drafted.NotYet(String why, var _) -> new Result.Nothing(why);
    };
  }
}
