package io.tieout.engine.export;

import java.util.List;

/// One file of an export: what a row of it tells. Every line ends with one more column,
/// [LineSeal#COLUMN].
///
/// @param name of the file, without its ending
/// @param about what a row is, and which there are
public record Sheet(String name, String about, List<Column> columns) {
  public Sheet {
    columns = List.copyOf(columns);
  }

  /// All of an export, in the order they are written.
  public static List<Sheet> all() {
    return List.of(
        EntriesSheet.SHEET, ProposalsSheet.SHEET, DecisionsSheet.SHEET, ExecutionsSheet.SHEET);
  }
}
