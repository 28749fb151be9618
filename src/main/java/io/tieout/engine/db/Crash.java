package io.tieout.engine.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ways in which a PostgreSQL server of our own dies, for drills. It is started again as it was:
/// PostgreSQL keeps its command line beside its data.
public enum Crash {
  /// `pg_ctl stop -m immediate`: every backend quits at once, nothing is written out.
  IMMEDIATE_STOP {
    @Override
    void die(ProcessHandle server, Path data) throws IOException, InterruptedException {
      Path control = Path.of(command(data).getFirst()).resolveSibling("pg_ctl");
      run(List.of(control.toString(), "stop", "-m", "immediate", "-D", data.toString()));
    }
  },
  /// `kill -9` of the postmaster; its backends find out and quit.
  KILLED {
    @Override
    void die(ProcessHandle server, Path data) {
      server.destroyForcibly();
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(Crash.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BETWEEN_STARTS_MILLIS = 200;

  abstract void die(ProcessHandle server, Path data) throws IOException, InterruptedException;

  void happen(Path data) {
    try {
      Path pidFile = data.resolve("postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      ProcessHandle server =
          ProcessHandle.of(pid).orElseThrow(() -> new DatabaseException("no server " + pid, null));
      die(server, data);
      server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      revive(data);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL in " + data + " cannot be crashed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while PostgreSQL was down", e);
    }
  }

  /// A server refuses to start while a backend of its predecessor lives, so it is tried again.
  private static void revive(Path data) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Process server =
          asServer(command(data)).redirectErrorStream(true).redirectOutput(log(data)).start();
      if (!server.waitFor(BETWEEN_STARTS_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      LOG.debug("PostgreSQL does not start yet");
    }
    throw new DatabaseException("PostgreSQL does not start again in " + data, null);
  }

  private static ProcessBuilder.Redirect log(Path data) {
    return ProcessBuilder.Redirect.appendTo(data.resolveSibling("postgres-revived.log").toFile());
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        asServer(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException(command.getFirst() + " does not end");
    }
  }

  /// PostgreSQL does not run as root; as what we build on does, it gets a user namespace then.
  private static ProcessBuilder asServer(List<String> command) {
    List<String> whole = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return new ProcessBuilder(whole);
  }

  /// The file's words are in double quotes, but for the first.
  private static List<String> command(Path data) throws IOException {
    String line = Files.readString(data.resolve("postmaster.opts")).strip();
    int first = line.indexOf(" \"");
    List<String> words = new ArrayList<>(List.of(line.substring(0, first)));
    words.addAll(
        Arrays.stream(line.substring(first + 2, line.length() - 1).split("\" \"")).toList());
    return words;
  }
}
