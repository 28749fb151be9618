package io.tieout.engine.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each migration carries beside it the statements that must be true once it has run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationAssertionsTest {
  private static final Path FOLDER = Path.of("src/main/resources/db/migration");

  @ParameterizedTest
  @MethodSource("migrations")
  void what_a_migration_asserts_is_true(Path migration) throws IOException {
    Path assertions = beside(migration);
    assertThat(assertions).as("the assertions of " + migration.getFileName()).exists();
    List<String> statements = statements(Files.readString(assertions));
    assertThat(statements).as("statements of " + assertions.getFileName()).isNotEmpty();
    try (Database database = TestDatabase.fresh()) {
      for (String statement : statements) {
        boolean holds =
            database.inTransaction(sql ->
                sql.ask("select (" + statement + ") as holds").one(row -> row.flag("holds")));
        assertThat(holds).as(statement).isTrue();
      }
    }
  }

  @Test
  void every_file_of_assertions_belongs_to_a_migration() throws IOException {
    List<String> migrations = migrations().map(m -> beside(m).getFileName().toString()).toList();
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".assert.sql")))
          .isSubsetOf(migrations);
    }
  }

  static Stream<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(f -> f.getFileName().toString().matches("V.*(?<!\\.assert)\\.sql"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Path beside(Path migration) {
    String name = migration.getFileName().toString().replaceFirst("\\.sql$", ".assert.sql");
    return migration.resolveSibling(name);
  }

  private static List<String> statements(String text) {
    String bare = text.replaceAll("(?m)--.*$", "");
    return Arrays.stream(bare.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
