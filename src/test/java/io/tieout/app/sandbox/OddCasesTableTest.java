package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of odd cases and the tests of them say the same: every row is tested, and every test
/// has its row.
class OddCasesTableTest {
  private static final Path PAGE = Path.of("docs/odd-cases.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final int COLUMNS = 5;

  /// A test's name, with its class where that is not one of the contracts.
  private static final Pattern NAME = Pattern.compile("`(?:(\\w+)#)?([a-z][a-z0-9_]+)`");

  private static final List<Class<?>> CONTRACTS =
      List.of(OddCasesContract.class, OddCurrenciesContract.class);

  private static final List<Class<?>> ON_LEDGERS =
      List.of(
          OddCasesQuickBooksTest.class,
          OddCasesXeroTest.class,
          OddCurrenciesQuickBooksTest.class,
          OddCurrenciesXeroTest.class);

  @Test
  void every_row_has_its_cells_and_its_test() {
    assertThat(rows(page()))
        .hasSizeGreaterThan(20)
        .allSatisfy(row -> {
          assertThat(row).hasSize(COLUMNS);
          assertThat(row.getFirst()).isNotBlank();
          assertThat(row.get(1)).isNotBlank();
          assertThat(row.getLast()).matches(NAME);
        });
  }

  @Test
  void every_test_named_is_there() {
    assertThat(unknown(page())).isEmpty();
  }

  @Test
  void every_test_of_the_contracts_is_a_row_of_its_own() {
    assertThat(own(page())).containsExactlyInAnyOrderElementsOf(ofContracts());
  }

  @Test
  void both_ledgers_run_every_contract() {
    for (Class<?> contract : CONTRACTS) {
      assertThat(ON_LEDGERS.stream().filter(contract::isAssignableFrom)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"`a_test_nobody_wrote`", "`InvoiceDraftingTest#a_test_nobody_wrote`"})
  void a_name_that_is_none_is_seen(String name) {
    assertThat(unknown(page() + "| case | does | | why | " + name + " |\n")).containsExactly(name);
  }

  private static List<String> unknown(String page) {
    return rows(page).stream()
        .map(List::getLast)
        .filter(cell -> NAME.matcher(cell).matches() && !isThere(cell))
        .toList();
  }

  private static boolean isThere(String cell) {
    Matcher name = NAME.matcher(cell);
    return name.matches()
        && (name.group(1) == null
            ? ofContracts().contains(name.group(2))
            : tests(classNamed(name.group(1))).anyMatch(name.group(2)::equals));
  }

  /// Names without a class are of the contracts.
  private static List<String> own(String page) {
    return rows(page).stream()
        .map(row -> NAME.matcher(row.getLast()))
        .filter(m -> m.matches() && m.group(1) == null)
        .map(m -> m.group(2))
        .toList();
  }

  private static List<String> ofContracts() {
    return CONTRACTS.stream().flatMap(OddCasesTableTest::tests).toList();
  }

  private static Stream<String> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(Test.class))
        .map(Method::getName);
  }

  private static Class<?> classNamed(String simple) {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file =
          files
              .filter(f -> f.getFileName().toString().equals(simple + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no test class " + simple));
      String path = TESTS.relativize(file).toString().replace(".java", "");
      return Class.forName(path.replace(file.getFileSystem().getSeparator(), "."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// The cells of each row below the header.
  private static List<List<String>> rows(String page) {
    return page.lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.strip().replaceAll("^\\||\\|$", ""))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
