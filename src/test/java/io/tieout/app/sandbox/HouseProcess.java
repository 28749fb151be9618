package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A [ChildHouse] as its parent sees it: when it serves, how it ends. What it logs is in the file
/// beside its orders.
final class HouseProcess implements AutoCloseable {
  /// As a shell tells of `kill -9`: 128 and the signal's number.
  static final int KILLED = 137;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 10;

  private final Process process;
  private final Path address;
  private final Path output;

  private HouseProcess(Process process, Path address, Path output) {
    this.process = process;
    this.address = address;
    this.output = output;
  }

  /// Starts a child; it does not serve yet.
  static HouseProcess start(Path folder, ChildHouse.Orders orders) {
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
                  ChildHouse.class.getName(),
                  file.toString()));
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new HouseProcess(builder.start(), Path.of(orders.addressFile()), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it serves; where.
  URI serving() {
    aliveUntil("it serves", () -> Files.exists(address));
    try {
      return URI.create(Files.readString(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks until something holds; fails when the child ends before.
  void aliveUntil(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (ended(Duration.ofMillis(LOOK_EVERY_MILLIS)) || System.nanoTime() > end) {
        throw new AssertionError("the child ended or hung before %s%n%s".formatted(what, told()));
      }
    }
  }

  /// Lets it live for a while.
  void live(Duration time) {
    assertThat(ended(time)).as("ended by itself: %s", told()).isFalse();
  }

  /// Waits for its end by its own hand.
  void died(int code) {
    assertThat(ended(PATIENCE)).as("did not die: %s", told()).isTrue();
    assertThat(process.exitValue()).as("died otherwise: %s", told()).isEqualTo(code);
  }

  /// `kill -9`.
  void kill() {
    process.destroyForcibly();
    died(KILLED);
  }

  String told() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
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
