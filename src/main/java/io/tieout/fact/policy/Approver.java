package io.tieout.fact.policy;

import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.util.List;

/// Whom a layer asks: whoever holds a role, or one person.
public sealed interface Approver {
  /// Everybody who is meant; nobody when the role is held by nobody or the person is unknown.
  List<Member> among(Directory directory);

  /// `controller`; the e-mail address or Slack user id of a person.
  String named();

  /// For people: `ar clerk`.
  default String spoken() {
    return named().replace('_', ' ');
  }

  /// Whoever holds the role when they decide.
  record Holder(Role role) implements Approver {
    @Override
    public List<Member> among(Directory directory) {
      return directory.with(role);
    }

    @Override
    public String named() {
      return role.name();
    }
  }

  /// One person.
  ///
  /// @param named their e-mail address or Slack user id
  record Person(String named) implements Approver {
    @Override
    public List<Member> among(Directory directory) {
      return directory.named(named).stream().toList();
    }

    @Override
    public String spoken() {
      return named;
    }
  }
}
