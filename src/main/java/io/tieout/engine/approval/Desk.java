package io.tieout.engine.approval;

import io.tieout.engine.approval.Approvals.Deps;
import io.tieout.engine.approval.Deadlines.When;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.db.Sql;
import io.tieout.fact.party.Directory;
import java.time.Instant;
import java.util.function.Function;

/// What everybody who works on requests shares: the tables, the people, the clock.
record Desk(Deps deps, Cards cards, Settlement settlement, Deadlines deadlines) {
  static Desk of(Deps deps) {
    Cards cards = new Cards(deps.outbox());
    Settlement settlement =
        new Settlement(deps.proposals(), deps.audit(), deps.inbox(), cards, deps.clock());
    return new Desk(deps, cards, settlement, new Deadlines(settlement, cards));
  }

  <T> T inTransaction(Function<Sql, T> work) {
    return deps.database().inTransaction(work);
  }

  Dossier dossier(Sql sql, Request request) {
    return Dossier.of(sql, deps.proposals(), request);
  }

  /// With the request's row held until the transaction ends.
  Dossier locked(Sql sql, String requestId) {
    return dossier(sql, Requests.locked(sql, requestId));
  }

  Dossier find(Sql sql, String requestId) {
    return dossier(sql, Requests.find(sql, requestId));
  }

  Directory people(Sql sql) {
    return deps.directory().apply(sql);
  }

  Instant now() {
    return deps.clock().instant();
  }

  When when(Sql sql) {
    return new When(people(sql), now());
  }

  Eligible eligible(Sql sql, Dossier dossier) {
    return dossier.eligible(people(sql), now());
  }
}
