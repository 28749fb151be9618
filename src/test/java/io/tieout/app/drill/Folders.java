package io.tieout.app.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders below `target`, where what replicas log stays for whoever looks into a failure.
final class Folders {
  private Folders() {}

  /// Empty.
  static Path fresh(String name) {
    Path folder = Path.of("target", "drills", name);
    try {
      Files.createDirectories(folder);
      try (var old = Files.newDirectoryStream(folder)) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
