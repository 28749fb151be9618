package io.tieout.app.cli;

import io.tieout.app.config.ConfigFile;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.DatabaseException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database a command looks at: that of a configuration, or that of a data folder.
final class Store {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of the Tieout to look at. Default: ~/.tieout")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the Tieout to look at, instead of a data folder.")
  private @Nullable Path config;

  private Store() {}

  /// Runs the work on the database: the one in use, or one started for the purpose.
  <T> T with(Function<Database, T> work) {
    Optional<DatabaseAddress> external =
        Optional.ofNullable(config)
            .flatMap(file -> ConfigFile.read(file, System.getenv()).database());
    Path folder = DataFolder.chosen(data);
    Optional<DatabaseAddress> address = external.or(() -> DataFolder.inUse(folder));
    if (address.isEmpty()) {
      throw new DatabaseException(
          "no Tieout is running on %s; start one, or name another folder with --data, or a configuration with --config"
              .formatted(folder),
          null);
    }
    try (Database database = Database.open(address.get())) {
      return work.apply(database);
    }
  }
}
