package io.tieout.engine.duties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What people did in a period, counted. Little is kept of each approval: there may be very many.
final class Deeds {
  /// How many proposals are named of a finding.
  static final int NAMED = 10;

  private final Map<String, Person> people = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();
  private long approvals;

  /// What one person did.
  ///
  /// @param forPeople their approvals, by who had asked for it; a workflow's are not among them
  /// @param own proposals they approved and had asked for or edited
  /// @param refused proposals of their own that they tried to approve
  /// @param governed what they changed of people, policy or settings, by action
  record Person(
      String id,
      Tally approvals,
      Map<String, Tally> forPeople,
      Tally own,
      Tally refused,
      Map<String, Tally> governed) {
    Person(String id) {
      this(id, new Tally(), new TreeMap<>(), new Tally(), new Tally(), new TreeMap<>());
    }
  }

  /// How often, and some of the proposals.
  static final class Tally {
    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String proposal) {
      count++;
      if (first.size() < NAMED && !first.contains(proposal)) {
        first.add(proposal);
      }
    }

    long count() {
      return count;
    }

    List<String> first() {
      return List.copyOf(first);
    }
  }

  /// A vote for a proposal.
  ///
  /// @param requester who asked for it, themselves or through the assistant; empty for a workflow
  /// @param editors who had a hand in what it proposes
  record Approval(
      String proposal,
      String person,
      String name,
      Optional<String> requester,
      List<String> editors) {}

  void approved(Approval approval) {
    approvals++;
    names.put(approval.person(), approval.name());
    Person person = person(approval.person());
    person.approvals().add(approval.proposal());
    approval
        .requester()
        .ifPresent(requester ->
            person
                .forPeople()
                .computeIfAbsent(requester, _ -> new Tally())
                .add(approval.proposal()));
    boolean own =
        approval.requester().filter(approval.person()::equals).isPresent()
            || approval.editors().contains(approval.person());
    if (own) {
      person.own().add(approval.proposal());
    }
  }

  void refused(String person, String proposal) {
    person(person).refused().add(proposal);
  }

  void governed(String person, String action, String entry) {
    person(person).governed().computeIfAbsent(action, _ -> new Tally()).add(entry);
  }

  private Person person(String id) {
    return people.computeIfAbsent(id, Person::new);
  }

  List<Person> people() {
    return List.copyOf(people.values());
  }

  Optional<Person> find(String id) {
    return Optional.ofNullable(people.get(id));
  }

  /// The name that was last recorded, or the id.
  String name(String id) {
    return names.getOrDefault(id, id);
  }

  long approvals() {
    return approvals;
  }

  /// Everybody who approved, in the order of their ids.
  List<String> approvers() {
    TreeSet<String> ids = new TreeSet<>();
    people.values().stream().filter(p -> p.approvals().count() > 0).forEach(p -> ids.add(p.id()));
    return List.copyOf(ids);
  }
}
