package io.tieout.app.cli;

import io.tieout.engine.db.Crash;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.db.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A folder that holds an embedded database, used by one Tieout at a time. While it is in use, a
/// file tells other commands where the database listens.
final class DataFolder implements AutoCloseable {
  private static final String ADDRESS_FILE = "database.url";
  private static final String LOCK_FILE = "lock";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final EmbeddedServer server;
  private final Thread atExit;

  private DataFolder(Path folder, FileChannel channel, FileLock lock, EmbeddedServer server) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
    this.server = server;
    this.atExit = new Thread(this::stopUnlessClosing, "data folder");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Ends the database when the process is ended before or after it serves; while it serves, the
  /// command itself closes everything, in order.
  private void stopUnlessClosing() {
    if (!Stop.awaited()) {
      server.close();
    }
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
              folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = locked(channel);
      if (lock.isEmpty()) {
        channel.close();
        throw new DatabaseException(
            "%s is in use by another Tieout; stop it, or choose another folder with --data"
                .formatted(folder),
            null);
      }
      return new DataFolder(folder, channel, lock.get(), EmbeddedServer.start(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use the data folder %s; choose another one with --data".formatted(folder), e);
    }
  }

  private static Optional<FileLock> locked(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /// The address of the database of whoever uses the folder now. An address that a killed process
  /// left behind does not count: nobody holds the folder's lock.
  static Optional<DatabaseAddress> inUse(Path folder) {
    Path file = folder.resolve(ADDRESS_FILE);
    try {
      return Files.exists(file) && isHeld(folder.resolve(LOCK_FILE))
          ? Optional.of(
              new DatabaseAddress(
                  Files.readString(file).strip(), Optional.empty(), Optional.empty(), 2))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static boolean isHeld(Path lockFile) throws IOException {
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return locked(channel).isEmpty();
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

  /// Kills the database and starts it again.
  void crash(Crash how) {
    server.crash(how);
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
      forgetExit();
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the data folder " + folder, e);
    }
  }

  /// There is nothing left to end; a process that is ending already keeps its hooks.
  private void forgetExit() {
    if (!Stop.requested()) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }
}
