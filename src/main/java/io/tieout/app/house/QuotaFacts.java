package io.tieout.app.house;

import io.tieout.door.assistant.ConnectionFacts;
import io.tieout.engine.quota.Quotas;
import java.util.List;

/// What the assistant can tell of the connections: how they stand with the vendors' limits.
record QuotaFacts(Quotas quotas) implements ConnectionFacts {
  @Override
  public List<ConnectionFact> connections() {
    return quotas.standing().stream()
        .map(s ->
            new ConnectionFact(
                s.name(),
                s.closedUntil(),
                s.today().map(day -> new Left(day.remaining(), day.limit()))))
        .toList();
  }
}
