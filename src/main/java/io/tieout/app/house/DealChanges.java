package io.tieout.app.house;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Positions;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.vendor.pubsub.ChangeHint;
import io.tieout.vendor.pubsub.ChangeListener;
import io.tieout.vendor.pubsub.ReplayPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Salesforce's change events as signals of ours. An event is only a hint to look: the deal itself
/// is read from Salesforce. Hints and the position behind them are stored together, so none is
/// lost; what comes twice has the same key.
final class DealChanges implements ChangeListener {
  private static final String DEAL = "Opportunity";

  private final Database database;
  private final Inbox inbox;
  private final Findings findings;
  private final Positions positions;
  private final String topic;
  private final Runnable backfill;

  /// @param backfill has the deals changed lately read by REST, soon and on another thread
  DealChanges(Engine engine, String topic, Runnable backfill) {
    this.database = engine.database();
    this.inbox = engine.inbox();
    this.findings = engine.findings();
    this.positions = engine.positions();
    this.topic = topic;
    this.backfill = backfill;
  }

  private String name() {
    return "salesforce " + topic;
  }

  @Override
  public Optional<ReplayPosition> position() {
    return database
        .inTransaction(sql -> positions.read(sql, name()))
        .map(p -> new ReplayPosition(p.replayId(), p.coveredTo()));
  }

  @Override
  public void changed(List<ChangeHint> hints, ReplayPosition position) {
    database.inTransaction(sql -> {
      hints.forEach(hint -> accept(sql, hint));
      positions.write(
          sql, name(), new Positions.Position(position.replayId(), position.coveredTo()));
      return hints.size();
    });
    if (hints.stream().anyMatch(hint -> hint.kind() == ChangeHint.Kind.OVERFLOW)) {
      backfill.run();
    }
  }

  private void accept(Sql sql, ChangeHint hint) {
    if (!hint.entity().equals(DEAL)) {
      return;
    }
    for (String id : hint.recordIds()) {
      inbox.accept(
          sql,
          new Signal(
              "crm",
              "event:%s:%s".formatted(hint.eventId(), id),
              "salesforce/deal/" + id,
              "deal changed",
              Json.object().put("dealId", id).build()));
    }
  }

  /// The poll is the truth that heals a gap: it goes on where it stopped itself, which is behind
  /// any gap in the events.
  @Override
  public void gap(Instant since, String why) {
    backfill.run();
  }

  @Override
  public void down(Fault fault) {
    if (fault instanceof Fault.Broken broken) {
      database.inTransaction(sql ->
          findings.raise(
              sql,
              new FindingDraft(
                  "change events stopped",
                  "salesforce/topic/" + topic,
                  key(),
                  "Salesforce sends no change events",
                  broken.message()
                      + " Until then changed deals are found by the poll, a little later.",
                  List.of())));
    }
  }

  @Override
  public void up() {
    database.inTransaction(sql -> {
      findings.resolve(sql, key(), "change events come again");
      return true;
    });
  }

  private String key() {
    return "change events stopped:" + topic;
  }
}
