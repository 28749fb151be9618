package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of `docs/undo.md` has every kind of step, and only those.
class UndoTableTest {
  private static final Path PAGE = Path.of("docs/undo.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\|(.+)\\|(.+)\\|(.+)\\|");

  private static Map<String, List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                row -> row.group(1), row -> List.of(row.group(2), row.group(3), row.group(4))));
  }

  private static List<StepKind> kinds() {
    return Arrays.stream(StepKind.class.getPermittedSubclasses()).map(UndoTableTest::made).toList();
  }

  private static StepKind made(Class<?> kind) {
    try {
      return (StepKind) kind.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind + " cannot be made", e);
    }
  }

  @Test
  void every_kind_of_step_has_its_row_and_no_other() throws IOException {
    Set<String> names = kinds().stream().map(StepKind::name).collect(Collectors.toSet());
    assertThat(rows().keySet()).isEqualTo(names);
    assertThat(rows().values())
        .allSatisfy(cells -> assertThat(cells).allSatisfy(cell -> assertThat(cell).isNotBlank()));
  }

  /// What the page says that nothing takes back is what the code says too.
  @Test
  void what_stays_by_the_page_stays_by_the_code() throws IOException {
    Map<String, List<String>> rows = rows();
    Set<String> undoable = Set.of("create-invoice", "create-draft", "write-back");
    rows.forEach((step, cells) ->
        assertThat(cells.getFirst().strip().startsWith("nothing"))
            .as(step)
            .isEqualTo(!undoable.contains(step)));
    kinds().stream()
        .filter(kind -> !undoable.contains(kind.name()))
        .forEach(kind ->
            assertThat(kind.compensation(nothingKnown()))
                .as(kind.name())
                .isInstanceOf(Compensation.Stays.class));
  }

  private static Compensations.Done nothingKnown() {
    Json.Obj empty = Json.object().build();
    return new Compensations.Done(empty, empty, empty);
  }
}
