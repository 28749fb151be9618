package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `tools/`, one by one.
class ToolRolesTest {
  private static final Member AUDITOR =
      new Member("U-AUDIT", "Auda", Optional.empty(), Set.of(Role.AUDITOR));

  static List<ToolFile> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("tools"))) {
      return files.map(ToolRolesTest::read).toList();
    }
  }

  private static ToolFile read(Path file) {
    try {
      return ToolFile.parse(Json.parseObj(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void an_auditor_may_use_every_tool_that_reads_and_none_that_proposes(ToolFile tool) {
    assertThat(tool.mayBeCalledBy(AUDITOR)).isEqualTo(tool.risk() == ToolFile.Risk.READ);
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_tool_that_proposes_names_who_may_call_it(ToolFile tool) {
    assertThat(tool.risk() == ToolFile.Risk.READ || !tool.roles().isEmpty()).isTrue();
  }

  @Test
  void the_tools_that_propose_are_known() throws IOException {
    assertThat(files().stream().filter(t -> t.risk() == ToolFile.Risk.PROPOSE).map(ToolFile::name))
        .containsExactlyInAnyOrderElementsOf(ToolRoles.PROPOSING);
    assertThat(ToolRoles.mayPropose()).contains(Role.SALES_OPS).doesNotContain(Role.AUDITOR);
  }

  @Test
  void the_model_is_offered_to_an_auditor_what_reads_alone() throws IOException {
    Toolbox box = new Toolbox();
    files().forEach(file -> box.with(file.name(), (_, _) -> ToolCode.Outcome.said("done")));
    assertThat(box.offeredTo(AUDITOR))
        .extracting(offered -> offered.name())
        .containsExactlyInAnyOrderElementsOf(
            files().stream()
                .filter(t -> t.risk() == ToolFile.Risk.READ)
                .map(ToolFile::name)
                .toList());
  }
}
