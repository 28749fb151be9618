package io.tieout.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.retention.RetentionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What `docs/privacy.md` says is held is what the database holds.
class PrivacyInventoryTest {
  private static final Path PAGE = Path.of("docs/privacy.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
  private static final Pattern PERIOD = Pattern.compile("(\\d+) (?:days|years) \\(`([a-z_]+)`\\)");

  /// The migrations' own history tells of nobody.
  private static final String NOT_OURS = "flyway_schema_history";

  /// Columns that can hold anything.
  private static final Set<String> FREE_FORM = Set.of("jsonb", "bytea", "ARRAY");

  /// A row of the inventory.
  private record Line(Set<String> columns, String howLong) {}

  /// A table's columns, with their types.
  private record Column(String table, String name, String type) {}

  @Test
  void every_table_is_in_the_inventory_and_every_table_of_it_is_there() throws IOException {
    assertThat(inventory().keySet())
        .isEqualTo(
            columns().stream().map(Column::table).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void every_column_of_free_form_is_named_and_every_column_named_is_there() throws IOException {
    Map<String, Line> inventory = inventory();
    Map<String, List<Column>> tables =
        columns().stream().collect(Collectors.groupingBy(Column::table));

    inventory.forEach((table, line) -> {
      List<Column> columns = tables.getOrDefault(table, List.of());
      assertThat(columns.stream().map(Column::name)).as(table).containsAll(line.columns());
      assertThat(line.columns())
          .as("columns of free form of " + table)
          .containsAll(
              columns.stream()
                  .filter(c -> FREE_FORM.contains(c.type()))
                  .map(Column::name)
                  .toList());
    });
  }

  @Test
  void the_periods_are_the_defaults() throws IOException {
    RetentionSettings usual = RetentionSettings.DEFAULT;
    Map<String, Long> defaults =
        Map.of(
            "signal_bodies_days", usual.signalBodies().toDays(),
            "deleted_copies_days", usual.deletedCopies().toDays(),
            "transcripts_days", usual.transcripts().toDays(),
            "notices_days", usual.notices().toDays(),
            "resolved_findings_days", usual.resolvedFindings().toDays(),
            "job_runs_days", usual.jobRuns().toDays(),
            "records_years", (long) usual.recordsYears());
    Map<String, Long> told = new TreeMap<>();
    for (Line line : inventory().values()) {
      Matcher period = PERIOD.matcher(line.howLong());
      while (period.find()) {
        Long before = told.put(period.group(2), Long.valueOf(period.group(1)));
        assertThat(before).as(period.group(2)).isIn(null, Long.valueOf(period.group(1)));
      }
    }
    assertThat(told).isEqualTo(new TreeMap<>(defaults));
  }

  private static Map<String, Line> inventory() throws IOException {
    Map<String, Line> lines = new TreeMap<>();
    for (String text : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(text);
      if (row.matches()) {
        Set<String> columns =
            NAME.matcher(row.group(2)).results().map(m -> m.group(1)).collect(Collectors.toSet());
        Line before = lines.put(row.group(1), new Line(columns, row.group(4)));
        assertThat(before).as("%s stands once", row.group(1)).isNull();
      }
    }
    return lines;
  }

  private static List<Column> columns() {
    try (Database database = TestDatabase.fresh()) {
      return database.inTransaction(sql ->
          sql.ask(
                  """
                  select c.table_name, c.column_name, c.data_type
                    from information_schema.columns c
                    join information_schema.tables t using (table_schema, table_name)
                   where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                     and c.table_name <> :notOurs
                  """)
              .set("notOurs", NOT_OURS)
              .list(row ->
                  new Column(
                      row.text("table_name"), row.text("column_name"), row.text("data_type"))));
    }
  }
}
