package io.tieout.app.bench;

import io.tieout.engine.db.BareConnection;
import io.tieout.engine.db.DatabaseAddress;
import java.util.Optional;

/// A transaction that idles while this is open, if one is wanted.
record Idle(Optional<BareConnection.Idling> transaction) implements AutoCloseable {
  static Idle open(DatabaseAddress address, boolean wanted) {
    return new Idle(
        wanted ? Optional.of(BareConnection.idleTransaction(address)) : Optional.empty());
  }

  @Override
  public void close() {
    transaction.ifPresent(BareConnection.Idling::close);
  }
}
