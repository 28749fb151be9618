package io.tieout.engine.export;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Cells of RFC 4180. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
/// formula and runs it, quoted or not. So a text that begins so, also behind white space, gets an
/// apostrophe before it, and so does one that begins with an apostrophe: whoever takes one away
/// from each cell that has one has what was there. Numbers are written by us and stay numbers.
public final class Csv {
  static final String END = "\r\n";
  private static final char GUARD = '\'';

  /// The wide forms too: some spreadsheets in East Asia take them for the narrow ones.
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /// A text as a cell.
  public static String text(String value) {
    return quoted(isFormula(value) || value.indexOf(GUARD) == 0 ? GUARD + value : value);
  }

  private static boolean isFormula(String value) {
    String bare = value.stripLeading();
    return !bare.isEmpty()
        && (FORMULA.indexOf(bare.charAt(0)) >= 0 || "\t\r\n\0".indexOf(value.charAt(0)) >= 0);
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  static String names(Sheet sheet) {
    List<String> names = new ArrayList<>(sheet.columns().stream().map(Column::name).toList());
    names.add(LineSeal.COLUMN);
    return String.join(",", names);
  }

  static String cells(List<Column> columns, Json.Obj row) {
    return columns.stream().map(column -> cell(column, row)).collect(Collectors.joining(","));
  }

  private static String cell(Column column, Json.Obj row) {
    return row.get(column.name())
        .map(value ->
            switch (column.kind()) {
              case TEXT -> text(value.asText(column.name()));
              case COUNT, TIME, FLAG -> value.asText(column.name());
              // Through the number: what is none is never written without a guard.
              case DECIMAL -> value.asDecimal(column.name()).toPlainString();
              case TREE -> quoted(value.print());
            })
        .orElse("");
  }

  /// The value of a cell, which is no longer quoted.
  static Optional<Json> value(Column column, String cell) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (column.kind()) {
          case TEXT -> Json.of(cell.charAt(0) == GUARD ? cell.substring(1) : cell);
          case TIME, DECIMAL -> Json.of(cell);
          case COUNT, FLAG, TREE -> Json.parse(cell);
        });
  }
}
