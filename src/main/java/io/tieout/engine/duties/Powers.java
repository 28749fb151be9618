package io.tieout.engine.duties;

import java.util.List;
import java.util.Set;

/// What roles give, as it stands now: the only thing this room knows of the directory, of policy
/// and of the doors. Whoever wires it tells.
///
/// @param people everybody there is
/// @param request the roles that may ask for a change, or take one back
/// @param approve the roles that policy asks
/// @param govern the roles that may change people, policy or settings
/// @param read the roles that are there to read alone
public record Powers(
    List<Who> people,
    Set<String> request,
    Set<String> approve,
    Set<String> govern,
    Set<String> read) {
  public Powers {
    people = List.copyOf(people);
    request = Set.copyOf(request);
    approve = Set.copyOf(approve);
    govern = Set.copyOf(govern);
    read = Set.copyOf(read);
  }
}
