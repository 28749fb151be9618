package io.tieout.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.ledger.LedgerWriter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every failure of `docs/known-failures.md` is answered by a test that is there, or by a reason
/// that it cannot happen.
class KnownFailuresTest {
  private static final Path PAGE = Path.of("docs/known-failures.md");
  private static final int IN_LEDGERS = 23;
  private static final int IN_CRMS = 25;
  private static final int LEAST_WORDS = 12;

  /// What stands before the first bar and behind the last one counts too.
  private static final int CELLS = 6;

  private static final Pattern CANNOT = Pattern.compile("\\*cannot happen\\*:?(.*)");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9_]+)\\.([A-Za-z0-9_]+)`");
  private static final Pattern ROW = Pattern.compile("\\| *(\\d+) *\\|.*");
  private static final Path CLASSES = classes();

  /// One row of a table.
  private record Row(String table, int number, String failure, String answer, String shown) {
    /// Why it cannot happen; empty where it can.
    String impossible() {
      Matcher said = CANNOT.matcher(answer);
      return said.find() ? said.group(1).strip() : "";
    }

    List<String> tests() {
      return NAMED.matcher(shown).results().map(m -> m.group(1) + "." + m.group(2)).toList();
    }

    @Override
    public String toString() {
      return "%s %d (%s)".formatted(table, number, failure);
    }
  }

  @Test
  void every_failure_is_answered_once() throws IOException {
    assertThat(numbers("In ledgers"))
        .isEqualTo(IntStream.rangeClosed(1, IN_LEDGERS).boxed().toList());
    assertThat(numbers("In CRMs")).isEqualTo(IntStream.rangeClosed(1, IN_CRMS).boxed().toList());
    assertThat(rows()).hasSize(IN_LEDGERS + IN_CRMS);
    assertThat(rows())
        .allSatisfy(row -> {
          assertThat(row.failure()).as(row.toString()).isNotBlank();
          assertThat(row.answer().split(" ", -1))
              .as(row.toString())
              .hasSizeGreaterThan(LEAST_WORDS);
        });
  }

  @Test
  void every_answer_names_tests_that_are_there() throws IOException {
    assertThat(problems(rows())).isEmpty();
  }

  @Test
  void a_test_that_is_not_there_or_a_thin_reason_is_told() {
    Row renamed = row("It does this.", "`TidyTest.a_test_that_nobody_wrote`");
    Row elsewhere = row("It does this.", "`NoSuchTest.no_banned_word_is_used`");
    Row noTest = row("It does this.", "`KnownFailuresTest.numbers`");
    Row nothing = row("It does this.", "seen by looking");
    Row thin = row("*cannot happen*: we do not.", "");
    Row sound =
        row(
            "*cannot happen*: Tieout neither reads nor writes anything of this kind in any system it"
                + " is connected to.",
            "");
    assertThat(problems(List.of(renamed, elsewhere, noTest, nothing, thin))).hasSize(5);
    assertThat(problems(List.of(sound))).isEmpty();
  }

  /// What is said not to happen rests on calls that the ports do not have. Whoever adds one has to
  /// answer the row anew.
  @Test
  void what_cannot_happen_rests_on_calls_that_are_not_there() throws IOException {
    assertThat(rows()).filteredOn(r -> !r.impossible().isEmpty()).hasSizeGreaterThan(1);
    Pattern settling =
        Pattern.compile("(?i)void|credit|allocat|refund|pay|settle|update|edit|delete|remove");
    Set<String> ofInvoices = Set.of("voidInvoice", "againstVoiding");
    assertThat(calls(LedgerWriter.class))
        .contains("createInvoice", "discard")
        .containsAll(ofInvoices)
        .filteredOn(name -> !ofInvoices.contains(name))
        .noneMatch(settling.asPredicate());
    assertThat(calls(CrmWriter.class))
        .contains("writeFinance", "logActivity")
        .noneMatch(name -> name.matches("(?i).*(invoice|payment|delete|upsert|subscri).*"));
  }

  private static Row row(String answer, String shown) {
    return new Row("a table", 1, "it breaks", answer, shown);
  }

  private static List<String> calls(Class<?> port) {
    return Arrays.stream(port.getDeclaredMethods())
        .filter(m -> !m.isSynthetic())
        .map(Method::getName)
        .toList();
  }

  private static List<String> problems(List<Row> rows) {
    List<String> problems = new ArrayList<>();
    for (Row row : rows) {
      String why = row.impossible();
      if (row.tests().isEmpty() && why.isEmpty()) {
        problems.add(row + " names no test and no reason");
      }
      if (!why.isEmpty() && why.split(" ", -1).length < LEAST_WORDS) {
        problems.add(row + " gives hardly a reason: " + why);
      }
      row.tests().stream()
          .filter(name -> !isThere(name))
          .forEach(name -> problems.add("%s names %s, which is no test".formatted(row, name)));
    }
    return problems;
  }

  private static boolean isThere(String named) {
    String[] parts = named.split("\\.", -1);
    return classesCalled(parts[0]).stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(parts[1]))
        .anyMatch(KnownFailuresTest::isTest);
  }

  private static boolean isTest(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(
            a -> Set.of("Test", "ParameterizedTest", "RepeatedTest").contains(a.getSimpleName()));
  }

  /// The test classes of that simple name, found among those that were compiled.
  private static List<Class<?>> classesCalled(String simpleName) {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<Class<?>> found = new ArrayList<>();
      for (Path file : files.filter(f -> f.endsWith(simpleName + ".class")).toList()) {
        String name = CLASSES.relativize(file).toString().replace(".class", "");
        found.add(
            Class.forName(
                name.replace(file.getFileSystem().getSeparator(), "."),
                false,
                KnownFailuresTest.class.getClassLoader()));
      }
      return found;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("test classes cannot be read", e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(
          KnownFailuresTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("test classes are nowhere", e);
    }
  }

  private static List<Integer> numbers(String table) throws IOException {
    return rows().stream().filter(r -> r.table().equals(table)).map(Row::number).toList();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String table = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        table = line.substring(3).strip();
      } else if (ROW.matcher(line).matches()) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(CELLS);
        rows.add(
            new Row(
                table,
                Integer.parseInt(cells[1].strip()),
                cells[2].strip(),
                cells[3].strip(),
                cells[4].strip()));
      }
    }
    return rows;
  }
}
