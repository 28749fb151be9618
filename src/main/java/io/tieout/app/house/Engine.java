package io.tieout.app.house;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.mirror.Cursors;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.Positions;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Proposals;
import io.tieout.value.id.IdSource;
import java.time.InstantSource;

/// The rooms of the engine that need nothing but the database and time.
record Engine(
    Database database,
    Audit audit,
    AuditChain chain,
    Inbox inbox,
    Outbox outbox,
    Findings findings,
    Mirror mirror,
    Links links,
    Cursors cursors,
    Positions positions,
    Proposals proposals,
    Governing governing,
    Effects effects,
    IdSource ids) {
  private static final String TENANT = "main";

  static Engine on(Database database, InstantSource clock, IdSource ids) {
    Audit audit = new Audit(clock, ids);
    Inbox inbox = new Inbox(database, clock);
    Outbox outbox = new Outbox(clock, ids);
    return new Engine(
        database,
        audit,
        new AuditChain(database, clock),
        inbox,
        outbox,
        new Findings(audit, outbox, inbox, clock, ids),
        new Mirror(),
        new Links(clock),
        new Cursors(),
        new Positions(),
        new Proposals(clock),
        new Governing(audit, clock),
        new Effects(TENANT, audit, clock),
        ids);
  }
}
