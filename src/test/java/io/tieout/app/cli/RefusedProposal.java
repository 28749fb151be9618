package io.tieout.app.cli;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A proposal that policy refused, as it is filed: without anything personal in it.
final class RefusedProposal {
  private RefusedProposal() {}

  static void filed(
      Database database, InstantSource clock, Random random, String id, String dealId) {
    Proposals proposals = new Proposals(clock);
    Audit audit = new Audit(clock, new IdSource(clock, random));
    Proposal proposal = Samples.update(id, dealId, DealFinance.NONE);
    database.transact(sql -> {
      proposals.file(sql, proposal, Samples.refuse());
      audit.record(
          sql,
          new AuditEntry(
              proposal.subject(),
              List.of(id),
              proposal.requestedBy().reference(),
              "proposal filed",
              Json.object()
                  .put("digest", proposal.digest().hex())
                  .put("sealedDigest", proposals.sealedDigest(sql, proposal, Samples.refuse()))
                  .build()));
    });
  }
}
