package io.tieout.fact.party;

import java.util.Optional;
import java.util.Set;

/// One person of the company as configured: their Slack user, name, e-mail and roles.
public record Member(String slackUserId, String name, Optional<String> email, Set<Role> roles) {
  public Member {
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
