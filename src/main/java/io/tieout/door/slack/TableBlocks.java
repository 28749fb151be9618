package io.tieout.door.slack;

import io.tieout.fact.notice.Answer.Part;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws tables: Slack's table block, or in monospace where that is not to be had. Rows that do not
/// fit are counted instead of shown.
final class TableBlocks {
  private static final int COLUMNS = 20;
  private static final int ROWS = 99;
  private static final int CELL = 150;
  private static final int NARROW = 32;
  private static final String FENCE = "```";
  private static final Pattern FIGURE = Pattern.compile("(?:[A-Z]{3} )?-?[0-9][0-9,.]*%?|–|");

  private TableBlocks() {}

  /// @param room how many characters the table may have
  static List<Json.Obj> table(Part.Table table, int room) {
    List<List<String>> rows = fitting(cells(table, CELL), room);
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(
        Json.object()
            .put("type", "table")
            .put("column_settings", settings(rows))
            .put("rows", Json.array(rows.stream().map(TableBlocks::row)))
            .build());
    left(table, rows, blocks);
    return blocks;
  }

  /// @param room how many characters the table may have
  static List<Json.Obj> monospace(Part.Table table, int room) {
    List<List<String>> all = cells(table, NARROW);
    List<Integer> widths =
        IntStream.range(0, all.getFirst().size())
            .mapToObj(i -> all.stream().mapToInt(r -> length(r.get(i))).max().orElse(1))
            .toList();
    List<String> lines = all.stream().map(r -> Mrkdwn.coded(padded(r, widths))).toList();
    List<Json.Obj> blocks = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int shown = 0;
    int used = 0;
    for (String line : lines) {
      String fitting = Mrkdwn.cutMarked(line, Blocks.SECTION / 2);
      if (used + fitting.length() > room) {
        break;
      }
      if (open.length() + fitting.length() + 2 * FENCE.length() + 2 > Blocks.SECTION) {
        blocks.add(Blocks.section(fenced(open)));
        open.setLength(0);
      }
      open.append('\n').append(fitting);
      used += fitting.length() + 1;
      shown++;
    }
    blocks.add(Blocks.section(fenced(open)));
    left(table, all.subList(0, shown), blocks);
    return blocks;
  }

  private static String fenced(StringBuilder lines) {
    return FENCE + lines + "\n" + FENCE;
  }

  /// All cells as they are shown, every row as wide as the widest, with the header first.
  private static List<List<String>> cells(Part.Table table, int most) {
    List<List<String>> all = new ArrayList<>();
    all.add(table.header());
    all.addAll(table.rows());
    int columns = Math.max(1, Math.min(COLUMNS, all.stream().mapToInt(List::size).max().orElse(1)));
    return all.stream()
        .map(row ->
            IntStream.range(0, columns)
                .mapToObj(i -> cell(i < row.size() ? row.get(i) : "", most))
                .toList())
        .toList();
  }

  private static String cell(String text, int most) {
    String line = Mrkdwn.cut(Mrkdwn.line(text), most);
    return line.isEmpty() ? "–" : line;
  }

  private static List<List<String>> fitting(List<List<String>> rows, int room) {
    List<List<String>> fitting = new ArrayList<>();
    int used = 0;
    for (List<String> row : rows) {
      used += row.stream().mapToInt(String::length).sum();
      if (!fitting.isEmpty() && (used > room || fitting.size() > ROWS)) {
        break;
      }
      fitting.add(row);
    }
    return fitting;
  }

  private static void left(Part.Table table, List<List<String>> shown, List<Json.Obj> blocks) {
    int left = table.rows().size() - Math.max(0, shown.size() - 1);
    if (table.rows().isEmpty()) {
      blocks.add(Blocks.context("There are no rows."));
    } else if (left > 0) {
      blocks.add(Blocks.context("… and %d more rows. Ask for fewer to see them.".formatted(left)));
    }
  }

  private static List<Json.Obj> settings(List<List<String>> rows) {
    return IntStream.range(0, rows.getFirst().size())
        .mapToObj(i ->
            Json.object()
                .put("is_wrapped", true)
                .put("align", figures(rows, i) ? "right" : "left")
                .build())
        .toList();
  }

  private static boolean figures(List<List<String>> rows, int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(r -> FIGURE.matcher(r.get(column)).matches());
  }

  private static Json row(List<String> cells) {
    return Json.array(
        cells.stream()
            .map(cell -> Json.object().put("type", "raw_text").put("text", cell).build()));
  }

  private static String padded(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths.get(i) - length(row.get(i))))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
