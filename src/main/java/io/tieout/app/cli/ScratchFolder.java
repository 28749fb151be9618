package io.tieout.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A temporary folder that is gone with everything in it when it is closed.
record ScratchFolder(Path path) implements AutoCloseable {
  /// @param purpose names the folder
  static ScratchFolder open(String purpose) {
    try {
      return new ScratchFolder(Files.createTempDirectory("tieout-" + purpose));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder for the " + purpose, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the folder " + path, e);
    }
  }
}
