package io.tieout.app.cli;

import io.tieout.app.config.ConfigFile;
import io.tieout.app.house.Halting;
import io.tieout.app.house.House;
import io.tieout.app.house.PolicyChecks;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.vault.VaultKey;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tieout connected to real systems.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Tieout against the systems of a configuration.",
      "docs/tieout.example.yaml is an example with every field explained. All problems of the"
          + " configuration are told at once; secrets come from the environment. SIGTERM or Ctrl-C"
          + " stops it gracefully: requests and steps under way end first."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable ConfigOptions options;

  @Option(names = "--check", description = "Read the configuration, tell its problems, and stop.")
  private boolean checkOnly;

  private ServeCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    ConfigOptions given = Objects.requireNonNull(options);
    ConfigFile file = given.read();
    if (checkOnly) {
      PolicyChecks.warnings(file.config().policy()).forEach(out::println);
      out.println(given.config() + " can be used.");
      return Exit.DONE;
    }
    Path folder = given.folder();
    if (file.database().isPresent()) {
      return serve(file, file.database().get(), folder, out);
    }
    out.println("Starting PostgreSQL in " + folder + " ...");
    try (DataFolder embedded = DataFolder.open(folder)) {
      return serve(file, embedded.persistent(), folder, out);
    }
  }

  private static Integer serve(
      ConfigFile file, DatabaseAddress address, Path folder, PrintWriter out) {
    InstantSource clock = InstantSource.system();
    try (Database database = Database.open(address);
        House house =
            House.open(
                file.config(),
                House.Ground.of(
                    database,
                    VaultKey.find(System.getenv(), folder),
                    clock,
                    new SecureRandom(),
                    process()))) {
      out.println("Tieout listens on " + house.base() + " (health: /healthz, /readyz, /metrics)");
      Halting.told(database).forEach(out::println);
      Stop.await();
      out.println("Stopping ...");
    }
    return Exit.DONE;
  }

  private static String process() {
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      return "tieout/" + ProcessHandle.current().pid();
    }
  }
}
