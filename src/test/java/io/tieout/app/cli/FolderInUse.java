package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// A data folder as a running Tieout holds it: locked, with the address of its database in it.
public record FolderInUse(Path path, Database database, FileChannel lock) implements AutoCloseable {
  static FolderInUse at(Path folder) {
    return of(folder, TestDatabase.freshAddress());
  }

  /// As [#at(Path)], on a database that is there already.
  public static FolderInUse of(Path folder, DatabaseAddress address) {
    try {
      Files.writeString(folder.resolve("database.url"), address.jdbcUrl());
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      assertThat(lock.tryLock()).isNotNull();
      return new FolderInUse(folder, Database.open(address), lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A command line on this folder.
  public Ran ran(String... line) {
    return Ran.of(
        Stream.concat(Stream.of(line), Stream.of("--data", path.toString()))
            .toArray(String[]::new));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.close();
  }
}
