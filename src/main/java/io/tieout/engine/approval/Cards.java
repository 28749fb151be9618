package io.tieout.engine.approval;

import io.tieout.engine.db.Sql;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Notice;
import java.util.Optional;

/// Tells the card of a proposal that something changed. A proposal nobody was asked about has no
/// card, and nothing is told.
public final class Cards {
  private final Outbox outbox;

  public Cards(Outbox outbox) {
    this.outbox = outbox;
  }

  /// The request that asks about the proposal.
  public Optional<String> requestOf(Sql sql, String proposalId) {
    return Requests.ofProposal(sql, proposalId).map(Requests.Request::id);
  }

  public void changed(Sql sql, String proposalId) {
    requestOf(sql, proposalId).ifPresent(id -> outbox.post(sql, new Notice.CardChanged(id)));
  }

  /// Something changed for every proposal that people have not decided.
  public void undecidedChanged(Sql sql) {
    Requests.unsettled(sql)
        .forEach(request -> outbox.post(sql, new Notice.CardChanged(request.id())));
  }

  /// Redraws the card and says something in its thread.
  public void news(Sql sql, String proposalId, String text) {
    requestOf(sql, proposalId)
        .ifPresent(id -> {
          outbox.post(sql, new Notice.CardChanged(id));
          outbox.post(sql, new Notice.ThreadNews(id, text));
        });
  }
}
