package io.tieout.work.governing;

import io.tieout.engine.db.Sql;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Governing.Draft;
import io.tieout.engine.governing.Version;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import java.util.Optional;

/// Puts what was approved in force.
public final class InForce {
  private static final String ACTOR = "system:governing";

  private final Governing governing;
  private final Proposals proposals;

  public InForce(Governing governing, Proposals proposals) {
    this.governing = governing;
    this.proposals = proposals;
  }

  /// In the approving transaction. Changes to the outside are not for it.
  public void approved(Sql sql, Proposal proposal, String approvers) {
    if (!(proposal.change() instanceof Change.Govern govern)) {
      return;
    }
    Version version =
        governing.append(
            sql,
            new Draft(
                GoverningDesk.kind(govern),
                govern.base(),
                govern.body(),
                proposal.requestedBy().reference(),
                "%s; approved by %s".formatted(govern.because(), approvers),
                Optional.of(proposal.id())));
    String why = "version %d is in force".formatted(version.number());
    proposals.move(sql, proposal.id(), ProposalState.EXECUTING, why, ACTOR);
    proposals.move(sql, proposal.id(), ProposalState.DONE, why, ACTOR);
  }
}
