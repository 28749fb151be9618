package io.tieout.app.cli;

import io.tieout.engine.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.stream.Stream;

/// A data folder as a running Tieout holds it, for commands that look at its database.
public record FolderInUse(Path folder, FileChannel lock) implements AutoCloseable {
  public static FolderInUse of(Path folder, DatabaseAddress address) {
    try {
      Files.writeString(folder.resolve("database.url"), address.jdbcUrl());
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Objects.requireNonNull(lock.tryLock(), "somebody else holds " + folder);
      return new FolderInUse(folder, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command line that looks at the folder.
  public Ran ran(String... line) {
    return Ran.of(
        Stream.concat(Stream.of(line), Stream.of("--data", folder.toString()))
            .toArray(String[]::new));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
