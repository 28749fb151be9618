package io.tieout.app.config;

import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The people of the configuration, and whether there are enough of them for its policy.
final class People {
  private final Fields root;

  People(Fields root) {
    this.root = root;
  }

  Directory read() {
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Fields person : root.sections("people")) {
      String slack = person.text("slack_user", "give the person's Slack member id, U0123456789");
      String name = person.text("name", "give the name people know");
      Optional<String> email = person.optText("email");
      Set<Role> roles = roles(person);
      person.done();
      if (!slack.isEmpty() && !slack.matches("[UW][A-Z0-9]{2,20}")) {
        person.problem(
            "slack_user",
            "is not a member id; open the person's profile in Slack, More, Copy member ID:"
                + " U0123456789");
      }
      if (!slack.isEmpty() && !seen.add(slack)) {
        person.problem("slack_user", "'" + slack + "' is listed twice; list each person once");
      }
      members.add(new Member(slack, name, email, roles));
    }
    if (members.isEmpty()) {
      root.problem("people", "is empty; without people nobody can approve anything");
    }
    return new Directory(members);
  }

  private static Set<Role> roles(Fields person) {
    Set<Role> roles = new HashSet<>();
    for (String role : person.texts("roles")) {
      try {
        roles.add(new Role(role));
      } catch (IllegalArgumentException e) {
        person.problem("roles", "holds " + e.getMessage());
      }
    }
    return roles;
  }

  /// The auditor's role gives no part in what is audited. A role that is asked but held by too few
  /// would leave every such request to expire: most often the role is misspelt.
  static void requireApprovers(Fields root, Directory people, Policy policy) {
    if (people.members().isEmpty()) {
      return;
    }
    boolean auditors =
        policy.layers().stream()
            .flatMap(layer -> layer.approvers().stream())
            .anyMatch(approver -> approver.named().equals(Role.AUDITOR.name()));
    if (auditors) {
      root.problem(
          "policy",
          "asks the role auditor, which reads everything and decides nothing; ask another role");
    }
    for (Layer layer : policy.layers()) {
      int there =
          (int)
              layer.approvers().stream()
                  .flatMap(approver -> approver.among(people).stream())
                  .distinct()
                  .count();
      if (there < layer.needed()) {
        root.problem(
            "people",
            "has %d who can decide as %s, and the policy asks for %d; give the role to more people, or change the policy"
                .formatted(there, layer.spoken(), layer.needed()));
      }
    }
  }
}
