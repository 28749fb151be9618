package io.tieout.app.house;

import java.time.Instant;

/// When Tieout first came to this company: kept, so that a restart does not move it.
final class Arrival {
  private static final String CURSOR = "tieout arrived";

  private Arrival() {}

  static Instant of(Engine engine, Instant now) {
    return engine
        .database()
        .inTransaction(sql ->
            engine
                .cursors()
                .read(sql, CURSOR)
                .orElseGet(() -> {
                  engine.cursors().write(sql, CURSOR, now);
                  return now;
                }));
  }
}
