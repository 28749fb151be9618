package io.tieout.app.config;

import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Policy;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

  /// Everybody; problems are noted.
  ///
  /// @param usual the time zone of working hours that name none: the first book's
  Directory read(Optional<ZoneId> usual) {
    List<PersonSection> sections = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Fields person : root.sections("people")) {
      PersonSection section = new PersonSection(person, usual.orElse(ZoneOffset.UTC));
      Member member = section.read();
      if (!member.slackUserId().isEmpty() && !seen.add(member.slackUserId())) {
        person.problem(
            "slack_user", "'" + member.slackUserId() + "' is listed twice; list each person once");
      }
      sections.add(section);
      members.add(member);
    }
    if (members.isEmpty()) {
      root.problem("people", "is empty; without people nobody can approve anything");
    }
    Directory all = new Directory(members);
    return new Directory(sections.stream().map(section -> section.withDelegates(all)).toList());
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
