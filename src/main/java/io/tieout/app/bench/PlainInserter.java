package io.tieout.app.bench;

import io.tieout.engine.db.BareConnection;
import io.tieout.engine.db.DatabaseAddress;

/// Inserts the same row as a webhook becomes, one a commit, over a connection of its own.
final class PlainInserter implements Teller {
  private final Deliveries deliveries;
  private final BareConnection connection;

  PlainInserter(DatabaseAddress address, Deliveries deliveries) {
    this.deliveries = deliveries;
    this.connection = BareConnection.open(address, Deliveries.PLAIN_INSERT);
  }

  @Override
  public void tell(long number) {
    connection.run(deliveries.row(number));
  }

  @Override
  public void close() {
    connection.close();
  }
}
