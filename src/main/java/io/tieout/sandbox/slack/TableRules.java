package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of tables and charts. Pure.
final class TableRules {
  private static final int MOST_COLUMNS = 20;
  private static final int MOST_CHARACTERS = 20_000;
  private static final Set<String> CELLS = Set.of("raw_text", "raw_number", "rich_text");
  private static final Set<String> HEADER_CELLS = Set.of("raw_text");

  private TableRules() {}

  static void table(Inspection block) {
    List<Json> rows = rows(block, 1, 100);
    for (int i = 0; i < rows.size(); i++) {
      row(block, rows.get(i), i, CELLS);
    }
    for (Inspection column : block.items("column_settings", 0, MOST_COLUMNS)) {
      column.choice("align", Set.of("left", "center", "right"));
    }
  }

  /// The header and at most a hundred rows below it: the smaller of the two limits that Slack's
  /// pages have named, so that what passes here passes there.
  static void dataTable(Inspection block) {
    block.requiredText("caption", 3000);
    block.between("page_size", 1, 100);
    List<Json> rows = rows(block, 2, 101);
    for (int i = 0; i < rows.size(); i++) {
      row(block, rows.get(i), i, i == 0 ? HEADER_CELLS : CELLS);
    }
    if (rows.stream().map(TableRules::width).distinct().count() > 1) {
      block.problemAt("rows", "all rows must have the same number of cells");
    }
    if (BlockRules.characters(new Json.Arr(rows)) > MOST_CHARACTERS) {
      block.problemAt("rows", "must be less than %d characters".formatted(MOST_CHARACTERS + 1));
    }
  }

  private static int width(Json row) {
    return row instanceof Json.Arr(List<Json> cells) ? cells.size() : 0;
  }

  private static List<Json> rows(Inspection block, int least, int most) {
    if (!block.required("rows")) {
      return List.of();
    }
    if (!(block.json().fields().get("rows") instanceof Json.Arr(List<Json> rows))) {
      block.problemAt("rows", "must be an array");
      return List.of();
    }
    if (rows.size() < least) {
      block.problemAt("rows", "no less than %d items allowed".formatted(least));
    } else if (rows.size() > most) {
      block.problemAt("rows", "no more than %d items allowed".formatted(most));
    }
    return rows;
  }

  private static void row(Inspection block, Json row, int index, Set<String> kinds) {
    String at = block.pointer() + "/rows/" + index;
    if (!(row instanceof Json.Arr(List<Json> cells))) {
      block.problemAt("rows/" + index, "must be an array");
      return;
    }
    for (Inspection cell : block.objects(cells, at, 1, MOST_COLUMNS)) {
      if (!kinds.contains(cell.type())) {
        cell.problemAt("type", "unsupported type: " + cell.type());
      } else if (cell.type().equals("rich_text")) {
        RichTextRules.block(cell);
      } else if (cell.type().equals("raw_text")) {
        cell.requiredText("text", 3000);
      } else if (cell.required("value")
          && !(cell.json().fields().get("value") instanceof Json.Num)) {
        cell.problemAt("value", "must be a number");
      }
    }
  }

  static void chart(Inspection block) {
    block.requiredText("title", 50);
    Optional<Inspection> chart = block.requiredChild("chart");
    if (chart.isEmpty()) {
      return;
    }
    Inspection inner = chart.get();
    inner.required("type");
    inner.choice("type", Set.of("pie", "bar", "area", "line"));
    boolean pie = inner.type().equals("pie");
    List<Inspection> parts = inner.requiredItems(pie ? "segments" : "series", 1, 6);
    Set<String> names = new HashSet<>();
    for (Inspection part : parts) {
      String label = pie ? "label" : "name";
      part.requiredText(label, 20);
      part.plain(label)
          .filter(n -> !names.add(n))
          .ifPresent(_ -> part.problemAt(label, "must be unique"));
      if (!pie) {
        part.requiredItems("data", 1, 20);
      }
    }
  }
}
