package io.tieout.fact.party;

import java.util.List;
import java.util.Optional;

/// The people we know. Somebody who is not in it has no role and may do nothing.
public record Directory(List<Member> members) {
  public Directory {
    members = List.copyOf(members);
  }

  public Optional<Member> bySlackId(String slackUserId) {
    return members.stream().filter(m -> m.slackUserId().equals(slackUserId)).findFirst();
  }

  public List<Member> with(Role role) {
    return members.stream().filter(m -> m.has(role)).toList();
  }
}
