package io.tieout.door.assistant;

import io.tieout.fact.party.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom the tools' files let do what, for reports about it.
public final class ToolRoles {
  /// The tools that can cause something. A test holds this against the files.
  static final List<String> PROPOSING = List.of("propose_invoice");

  private ToolRoles() {}

  /// The roles that may have something proposed.
  public static Set<Role> mayPropose() {
    return PROPOSING.stream()
        .flatMap(name -> ToolFile.load(name).roles().stream())
        .collect(Collectors.toSet());
  }
}
