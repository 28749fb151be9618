package io.tieout.work.invoicing;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import java.util.List;
import java.util.function.UnaryOperator;

/// What came of drafting an invoice for a deal.
public sealed interface Drafted {
  /// The records it was drafted from, as far as drafting came.
  List<Source> sources();

  /// The same with the proposal, where there is one, put in other words.
  default Drafted map(UnaryOperator<Proposal> other) {
    return this;
  }

  /// An invoice that may be proposed.
  record Ready(Proposal proposal) implements Drafted {
    @Override
    public List<Source> sources() {
      return proposal.sources();
    }

    @Override
    public Drafted map(UnaryOperator<Proposal> other) {
      return new Ready(other.apply(proposal));
    }
  }

  /// Something must be settled by a person first; never empty.
  record Blocked(List<Blocker> blockers, List<Source> sources) implements Drafted {
    public Blocked {
      blockers = List.copyOf(blockers);
      sources = List.copyOf(sources);
    }
  }

  /// There is nothing to invoice now, and nothing is wrong.
  record NotYet(String why, List<Source> sources) implements Drafted {
    public NotYet {
      sources = List.copyOf(sources);
    }
  }
}
