package io.tieout.engine.proposal;

import java.util.Set;

/// Where a proposal stands.
public enum ProposalState {
  /// Stored with its ruling.
  FILED,
  /// Policy said no.
  REFUSED,
  /// People are asked.
  WAITING,
  /// People, or policy alone, said yes; its effects are planned.
  APPROVED,
  /// A person said no.
  REJECTED,
  /// Nobody decided in time; nothing was done.
  EXPIRED,
  /// What it rested on moved, or somebody did it elsewhere.
  VOIDED,
  /// The deal changed while people were asked; a newer proposal takes its place.
  SUPERSEDED,
  /// Its first effect was or is about to be sent.
  EXECUTING,
  /// Everything was done and read back.
  DONE,
  /// It was done, and what it did in the books was taken back by a proposal of its own.
  UNDONE,
  /// It cannot be done; nothing more will be tried.
  FAILED;

  /// Whether it stands for its change: nobody else may propose the same meanwhile.
  public boolean live() {
    return LIVE.contains(this);
  }

  /// Whether people or time can still decide it.
  public boolean undecided() {
    return this == FILED || this == WAITING;
  }

  /// Whether this state may follow on that one. The table's check says the same.
  public boolean mayBecome(ProposalState next) {
    return switch (this) {
      case FILED -> Set.of(REFUSED, WAITING, APPROVED).contains(next);
      case WAITING -> Set.of(APPROVED, REJECTED, EXPIRED, VOIDED, SUPERSEDED).contains(next);
      case EXPIRED -> next == REJECTED;
      case APPROVED -> next == EXECUTING || next == VOIDED;
      case EXECUTING -> next == DONE || next == FAILED || next == VOIDED;
      case DONE -> next == UNDONE;
      case REFUSED, REJECTED, VOIDED, SUPERSEDED, UNDONE, FAILED -> false;
    };
  }

  private static final Set<ProposalState> LIVE = Set.of(FILED, WAITING, APPROVED, EXECUTING, DONE);
}
