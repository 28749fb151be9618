package io.tieout.app.bench;

import io.tieout.engine.db.Database;

/// On what it was measured: without it no number means anything.
public record Setting(int processors, String postgres, String fsync, String synchronousCommit) {
  private static final String ASK =
      """
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as synchronous
      """;

  static Setting of(Database database) {
    return database.inTransaction(sql ->
        sql.ask(ASK)
            .one(row ->
                new Setting(
                    Runtime.getRuntime().availableProcessors(),
                    row.text("version"),
                    row.text("fsync"),
                    row.text("synchronous"))));
  }
}
