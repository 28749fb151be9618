package io.tieout.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `docs/audit.md` says of the columns is what the code writes.
class AuditDocumentationTest {
  @ParameterizedTest
  @MethodSource("io.tieout.engine.export.Sheet#all")
  void every_column_is_on_the_page_in_its_order(Sheet sheet) throws IOException {
    String rows =
        sheet.columns().stream()
            .map(c -> "| `%s` | %s | %s |\n".formatted(c.name(), c.kind().word(), c.about()))
            .collect(Collectors.joining());
    assertThat(Files.readString(Path.of("docs/audit.md")))
        .contains(
            "### `%s`\n\n%s\n\n| column | type | what |\n|---|---|---|\n%s| `line_hash` "
                .formatted(sheet.name(), sheet.about(), rows));
  }
}
