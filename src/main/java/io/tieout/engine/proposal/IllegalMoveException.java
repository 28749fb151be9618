package io.tieout.engine.proposal;

/// A proposal cannot go from where it stands to where somebody wants it.
public final class IllegalMoveException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IllegalMoveException(String id, ProposalState from, ProposalState to) {
    super("proposal %s is %s and cannot become %s".formatted(id, from, to));
  }
}
