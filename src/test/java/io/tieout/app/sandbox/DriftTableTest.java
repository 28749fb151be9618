package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.work.drift.DriftKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of drift and the tests of it say the same: every row is tested, and every test of the
/// contract has its row.
class DriftTableTest {
  private static final Path PAGE = Path.of("docs/drift.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final int COLUMNS = 6;
  private static final Pattern NAME = Pattern.compile("`(?:(\\w+)#)?([a-z][a-z0-9_]+)`");

  @Test
  void every_row_is_whole_and_names_a_test_that_is_there() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(10)
        .allSatisfy(row -> {
          assertThat(row).hasSize(COLUMNS).noneMatch(String::isBlank);
          Matcher name = NAME.matcher(row.getLast());
          assertThat(name.matches()).as(row.getLast()).isTrue();
          if (name.group(1) == null) {
            assertThat(contract()).contains(name.group(2));
          } else {
            assertThat(source(name.group(1))).contains("void " + name.group(2) + "(");
          }
        });
  }

  @Test
  void every_test_of_the_contract_is_one_row() throws IOException {
    assertThat(
            rows().stream()
                .map(row -> NAME.matcher(row.getLast()))
                .filter(m -> m.matches() && m.group(1) == null)
                .map(m -> m.group(2)))
        .containsExactlyInAnyOrderElementsOf(contract());
  }

  @Test
  void every_kind_that_can_be_chosen_is_named() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(DriftKind.words()).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
  }

  private static List<String> contract() {
    return Arrays.stream(DriftContract.class.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(Test.class))
        .map(m -> m.getName())
        .toList();
  }

  private static String source(String simpleName) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return Files.readString(
          files
              .filter(f -> f.getFileName().toString().equals(simpleName + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no test class " + simpleName)));
    }
  }

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.strip().replaceAll("^\\||\\|$", ""))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .toList();
  }
}
