package io.tieout.app.cli;

import io.tieout.Tieout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, as a shell starts it: what it prints, logs and ends with.
final class Child implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
  private final Queue<String> out = new ConcurrentLinkedQueue<>();

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofVirtual().start(this::listen);
  }

  static Child start(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx300m",
                "-Duser.timezone=Pacific/Auckland",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=logback.xml",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Tieout.class.getName()));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile(folder, "child", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().remove("TIEOUT_VAULT_KEY");
      builder.environment().putAll(environment);
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for a printed line with the text in it.
  String line(String text) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        String line = printed.poll(50, TimeUnit.MILLISECONDS);
        if (line != null && line.contains(text)) {
          return line;
        }
        if (line == null && !process.isAlive() && printed.isEmpty()) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("no line with '" + text + "'; it printed " + out + log());
  }

  /// As `kill` does: SIGTERM. What it prints while it ends is still heard.
  void terminate() {
    process.toHandle().destroy();
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
    code(PATIENCE);
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Waits for the end and gives the exit code.
  int code(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still there after " + within + ": " + out + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    code(PATIENCE);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.add(line);
        printed.add(line);
      }
    } catch (IOException e) {
      out.add(e.toString());
    }
  }
}
