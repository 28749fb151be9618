package io.tieout.app.cli;

import io.tieout.app.sandbox.Sandbox;
import io.tieout.app.sandbox.Vendors;
import io.tieout.sandbox.page.SandboxPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A company to play with.
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "A company to play with, on this machine.",
      "Stand-ins of a CRM, of books and of Slack, Tieout connected to them as it would be to the real"
          + " ones, and a web page to play everybody on. Each start begins with a fresh company."
    })
final class SandboxCommand implements Callable<Integer> {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private SystemsOptions systems = new SystemsOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the database is kept. Default: ~/.tieout")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      defaultValue = "" + Vendors.DEFAULT_SEED,
      description = "Which company; the same seed makes the same one. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--deals",
      defaultValue = "" + Vendors.DEFAULT_DEALS,
      description = "How many deals it has, 17 to 100000. Default: ${DEFAULT-VALUE}")
  private int deals;

  @Option(
      names = "--port",
      defaultValue = "8484",
      description = "The page's port; 0 for any free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--only-vendors",
      description = "Start the stand-ins alone, without Tieout and without a database.")
  private boolean onlyVendors;

  @Option(
      names = "--info",
      paramLabel = "FILE",
      description = "Write addresses, ids and credentials of the stand-ins to this JSON file.")
  private @Nullable Path info;

  private SandboxCommand() {}

  @Override
  public Integer call() {
    within("--deals", deals, 17, 100_000);
    within("--port", port, 0, 65_535);
    PrintWriter out = Terminal.of(spec);
    long start = System.nanoTime();
    Vendors.Systems chosen = systems.chosen();
    out.printf("Starting stand-ins of %s (seed %d) ...%n", chosen.names(), seed);
    try (Vendors vendors = Vendors.start(seed, deals, InstantSource.system(), chosen)) {
      writeInfo(vendors, out);
      if (onlyVendors) {
        out.println("The stand-ins are up. Ctrl-C stops them.");
        Stop.await();
        return Exit.DONE;
      }
      return whole(vendors, out, start);
    }
  }

  private int whole(Vendors vendors, PrintWriter out, long start) {
    Path folder = DataFolder.chosen(data);
    out.println("Starting PostgreSQL in " + folder + " ...");
    try (DataFolder database = DataFolder.open(folder)) {
      out.println("Starting Tieout ...");
      try (Sandbox sandbox = Sandbox.open(vendors, database.emptied("sandbox"), folder);
          SandboxPage page = sandbox.openPage(port)) {
        out.printf(
            "Ready in %.1f s.%n%n  Open  %s%n%nCtrl-C stops everything.%n",
            Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0, page.base());
        out.flush();
        Stop.await();
      }
    }
    return Exit.DONE;
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "%s %d: use %d to %d".formatted(option, value, least, most));
    }
  }

  private void writeInfo(Vendors vendors, PrintWriter out) {
    if (info == null) {
      return;
    }
    try {
      Files.deleteIfExists(info);
      Files.createFile(info, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(info, vendors.info().pretty() + System.lineSeparator());
      out.println("Addresses and credentials are in " + info);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--info %s cannot be written; name a file in a folder of yours".formatted(info), e);
    }
  }
}
