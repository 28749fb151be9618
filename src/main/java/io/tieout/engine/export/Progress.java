package io.tieout.engine.export;

/// Told while a long export goes on.
@FunctionalInterface
public interface Progress {
  Progress SILENT = (_, _) -> {};

  /// So many rows are in the file by now.
  void written(String file, long rows);
}
