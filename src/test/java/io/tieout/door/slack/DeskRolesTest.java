package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.party.Role;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeskRolesTest {
  static Stream<Set<Role>> desks() {
    return Stream.of(DeskRoles.mayUndo(), DeskRoles.mayHalt(), DeskRoles.mayAnswer());
  }

  @ParameterizedTest
  @MethodSource("desks")
  void an_auditor_changes_nothing_at_any_desk(Set<Role> may) {
    assertThat(may).isNotEmpty().doesNotContain(Role.AUDITOR);
  }
}
