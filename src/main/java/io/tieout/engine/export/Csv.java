package io.tieout.engine.export;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Cells of RFC 4180. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
/// formula and runs it, quoted or not; one that is set to semicolons also takes for a cell what
/// follows on a semicolon, a tab or a line break inside of ours. So a piece of text that begins so
/// gets an apostrophe before it, and so does one that begins with an apostrophe: whoever takes one
/// away from each piece that has one has what was there. Numbers are written by us and stay
/// numbers.
public final class Csv {
  static final String END = "\r\n";
  private static final char GUARD = '\'';

  /// The wide forms too: some spreadsheets in East Asia take them for the narrow ones.
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final String ENDS_PIECE = ";\t\r\n";

  /// At the beginning of a cell some spreadsheets take these away before they look at it.
  private static final String STRIPPED = "\t\r\n\0";

  private Csv() {}

  /// A text as a cell.
  public static String text(String value) {
    return quoted(guarded(value));
  }

  private static String guarded(String value) {
    StringBuilder out = new StringBuilder(value.length() + 1);
    boolean begins = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (begins && (c == GUARD || runs(value, i) || (i == 0 && STRIPPED.indexOf(c) >= 0))) {
        out.append(GUARD);
      }
      out.append(c);
      begins = ENDS_PIECE.indexOf(c) >= 0;
    }
    return out.toString();
  }

  private static String bare(String cell) {
    StringBuilder out = new StringBuilder(cell.length());
    boolean begins = true;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (!begins || c != GUARD) {
        out.append(c);
        begins = ENDS_PIECE.indexOf(c) >= 0;
      } else {
        begins = false;
      }
    }
    return out.toString();
  }

  /// Whether a spreadsheet would run what begins here, perhaps behind white space.
  private static boolean runs(String value, int from) {
    int at = from;
    while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
      at++;
    }
    return at < value.length() && FORMULA.indexOf(value.charAt(at)) >= 0;
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
              // Only inside of texts, where JSON may as well write it so.
              case TREE -> quoted(value.print().replace(";", "\\u003b"));
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
          case TEXT -> Json.of(bare(cell));
          case TIME, DECIMAL -> Json.of(cell);
          case COUNT, FLAG, TREE -> Json.parse(cell);
        });
  }
}
