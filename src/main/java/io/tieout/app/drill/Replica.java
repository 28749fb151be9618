package io.tieout.app.drill;

import io.tieout.value.json.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [ReplicaMain] as its parent sees it: when it serves, how it ends. What it logs is in the file
/// beside its orders.
public final class Replica implements AutoCloseable {
  /// As a shell tells of `kill -9`: 128 and the signal's number.
  static final int KILLED = 137;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_EVERY_MILLIS = 10;

  private final Process process;
  private final Orders orders;
  private final Path output;
  private volatile Duration cpu = Duration.ZERO;

  private Replica(Process process, Orders orders, Path output) {
    this.process = process;
    this.orders = orders;
    this.output = output;
  }

  /// Starts one; it does not serve yet. Its Java, class path and libraries are ours.
  static Replica start(Path folder, Orders orders) {
    Path file = folder.resolve(orders.name() + ".json");
    Path output = folder.resolve(orders.name() + ".log");
    try {
      Files.writeString(file, Records.write(orders).print());
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xshare:auto",
                  // The classes are those the parent has verified; a fifth of the start is saved.
                  "-XX:+UnlockDiagnosticVMOptions",
                  "-XX:-BytecodeVerificationRemote",
                  "-Xmx256m",
                  "-Duser.timezone=Pacific/Auckland",
                  "-Dfile.encoding=UTF-8",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ReplicaMain.class.getName(),
                  file.toString()));
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new Replica(builder.start(), orders, output);
    } catch (IOException e) {
      throw new UncheckedIOException("a replica cannot be started", e);
    }
  }

  public String name() {
    return orders.name();
  }

  /// Waits until it serves; where.
  public URI serving() {
    Path address = Path.of(orders.addressFile());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(address)) {
      if (ended(Duration.ofMillis(LOOK_EVERY_MILLIS)) || System.nanoTime() > end) {
        throw new IllegalStateException("%s does not serve:%n%s".formatted(name(), told()));
      }
    }
    try {
      return URI.create(Files.readString(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean lives() {
    return process.isAlive();
  }

  /// Waits for its end by its own hand at a mark.
  public void died() {
    ended(ReplicaMain.DIED_AT_MARK);
  }

  /// `kill -9`.
  public void kill() {
    if (!process.isAlive()) {
      throw new IllegalStateException("%s ended by itself:%n%s".formatted(name(), told()));
    }
    cpu();
    process.destroyForcibly();
    ended(KILLED);
  }

  /// Has it close everything in order, as SIGTERM does.
  public void stop() {
    cpu();
    try (var in = process.getOutputStream()) {
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " is gone already", e);
    }
    ended(0);
  }

  private void ended(int code) {
    if (!ended(PATIENCE) || process.exitValue() != code) {
      throw new IllegalStateException(
          "%s did not end with %d but %s:%n%s"
              .formatted(
                  name(),
                  code,
                  process.isAlive() ? "lives" : String.valueOf(process.exitValue()),
                  told()));
    }
  }

  /// The processor time it took, as far as it was looked at before its end.
  public Duration cpu() {
    if (process.isAlive()) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    return cpu;
  }

  /// What it logged.
  public String told() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cpu();
    process.destroyForcibly();
    ended(PATIENCE);
  }

  private boolean ended(Duration within) {
    try {
      return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
