package io.tieout.app.cli;

import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.db.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A folder that holds an embedded database, used by one Tieout at a time. While it is in use, a
/// file tells other commands where the database listens.
final class DataFolder implements AutoCloseable {
  private static final String ADDRESS_FILE = "database.url";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final EmbeddedServer server;

  private DataFolder(Path folder, FileChannel channel, FileLock lock, EmbeddedServer server) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
    this.server = server;
  }

  /// `~/.tieout`, or what `--data` says.
  static Path chosen(@Nullable Path data) {
    return (data == null ? Path.of(System.getProperty("user.home"), ".tieout") : data)
        .toAbsolutePath()
        .normalize();
  }

  /// Takes the folder and starts its database.
  static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new DatabaseException(
            "%s is in use by another Tieout; stop it, or choose another folder with --data"
                .formatted(folder),
            null);
      }
      return new DataFolder(folder, channel, lock, EmbeddedServer.start(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data folder " + folder, e);
    }
  }

  /// The address of the database of whoever uses the folder now.
  static Optional<DatabaseAddress> inUse(Path folder) {
    Path file = folder.resolve(ADDRESS_FILE);
    try {
      return Files.exists(file)
          ? Optional.of(
              new DatabaseAddress(
                  Files.readString(file).strip(), Optional.empty(), Optional.empty(), 2))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// The database that outlives the process.
  DatabaseAddress persistent() {
    return told(server.persistent());
  }

  /// A database without anything in it; what was in one of that name is gone.
  DatabaseAddress emptied(String name) {
    return told(server.emptied(name));
  }

  private DatabaseAddress told(DatabaseAddress address) {
    try {
      Files.writeString(folder.resolve(ADDRESS_FILE), address.jdbcUrl());
      return address;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into the data folder " + folder, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(ADDRESS_FILE));
      server.close();
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the data folder " + folder, e);
    }
  }
}
