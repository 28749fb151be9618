package io.tieout.app.cli;

import io.tieout.app.config.AnchorsConfig;
import io.tieout.app.config.ConfigFile;
import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.Halting;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.halt.Scopes;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.fact.party.Member;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /// The names of people by Slack id, as far as a configuration tells them.
  Map<String, String> people() {
    return file()
        .map(file ->
            file.config().people().members().stream()
                .collect(Collectors.toMap(Member::slackUserId, Member::name)))
        .orElse(Map.of());
  }

  /// The configuration, where one is named.
  Optional<TieoutConfig> config() {
    return file().map(ConfigFile::config);
  }

  /// The time zone people are told times in, as far as a configuration tells it, or UTC.
  ZoneId zone() {
    return file().map(file -> file.config().zone()).orElse(ZoneId.of("UTC"));
  }

  /// The people of the company, as far as a configuration tells them.
  List<Member> members() {
    return file().map(file -> file.config().people().members()).orElse(List.of());
  }

  /// How long data is kept.
  RetentionSettings retention() {
    return file().map(file -> file.config().retention()).orElse(RetentionSettings.DEFAULT);
  }

  /// Where anchors are sent, as far as a configuration tells it.
  Optional<AnchorsConfig> anchors() {
    return file().map(file -> file.config().anchors());
  }

  /// The configuration, for commands that do not work without one.
  ConfigFile configuration() {
    return file()
        .orElseThrow(
            () -> new IllegalArgumentException("name the configuration with --config FILE"));
  }

  /// What can be halted, as far as a configuration tells it.
  Optional<Scopes> scopes() {
    return file().map(file -> Halting.scopes(file.config()));
  }

  /// The folder of the embedded database and of the vault's key.
  Path folder() {
    return DataFolder.chosen(data);
  }

  private Optional<ConfigFile> file() {
    return Optional.ofNullable(config).map(file -> ConfigFile.read(file, System.getenv()));
  }

  /// The configuration that was named, if one was.
  Optional<TieoutConfig> named() {
    return file().map(ConfigFile::config);
  }

  /// Runs the work on the database of the configuration, or the one in use on the data folder.
  <T> T with(Function<Database, T> work) {
    return ifThere(work)
        .orElseThrow(() ->
            new DatabaseException(
                "no Tieout is running on %s; start it, name another folder with --data, or a configuration with --config"
                    .formatted(folder()),
                null));
  }

  /// As [#with]; empty when there is no database to run it on.
  <T> Optional<T> ifThere(Function<Database, T> work) {
    Optional<DatabaseAddress> address =
        file().flatMap(ConfigFile::database).or(() -> DataFolder.inUse(folder()));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try (Database database = Database.open(address.get())) {
      return Optional.of(work.apply(database));
    }
  }
}
