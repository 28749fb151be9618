package io.tieout.app.cli;

import io.tieout.app.config.ConfigFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a Tieout that runs, or would run, is made of: its configuration, and its data folder.
final class ConfigOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration.")
  private Path config = Path.of("tieout.yaml");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded database and the vault's key are. Default: ~/.tieout")
  private @Nullable Path data;

  private ConfigOptions() {}

  Path config() {
    return config;
  }

  ConfigFile read() {
    return ConfigFile.read(config, System.getenv());
  }

  /// The folder of the embedded database and of the vault's key.
  Path folder() {
    return DataFolder.chosen(data);
  }
}
