package io.tieout.engine.duties;

import java.util.Set;

/// A person and what they may do now, by the names of their roles.
///
/// @param id as votes and requests name them
public record Who(String id, String name, Set<String> roles) {
  public Who {
    roles = Set.copyOf(roles);
  }

  boolean any(Set<String> of) {
    return roles.stream().anyMatch(of::contains);
  }
}
