package io.tieout.engine.duties;

import io.tieout.engine.duties.Deeds.Person;
import io.tieout.engine.duties.Deeds.Tally;
import io.tieout.engine.duties.Duty.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What follows from deeds and powers. Pure.
final class Judging {
  private static final int PERCENT = 100;
  private static final Comparator<Duty> WORST_FIRST =
      Comparator.comparing(Duty::kind)
          .thenComparing(Comparator.comparingLong(Duty::count).reversed())
          .thenComparing(duty -> String.join(" ", duty.people()));

  private final Deeds deeds;
  private final int most;

  /// @param most the percentage of all approvals above which one person's share is told
  Judging(Deeds deeds, int most) {
    this.deeds = deeds;
    this.most = most;
  }

  List<Duty> duties(Optional<Powers> powers) {
    List<Duty> duties = new ArrayList<>();
    deeds
        .people()
        .forEach(person -> {
          own(person).ifPresent(duties::add);
          governed(person).ifPresent(duties::add);
          share(person).ifPresent(duties::add);
          tried(person).ifPresent(duties::add);
        });
    duties.addAll(eachOther());
    powers.ifPresent(are -> are.people().forEach(who -> duties.addAll(could(who, are))));
    return duties.stream().sorted(WORST_FIRST).toList();
  }

  private Optional<Duty> own(Person person) {
    return some(person.own())
        .map(own ->
            of(
                Kind.APPROVED_OWN,
                person,
                own,
                deeds.approvals(),
                "%s approved %s that they had asked for or edited themselves"
                    .formatted(spoken(person.id()), times(own.count(), "proposal"))));
  }

  private Optional<Duty> tried(Person person) {
    return some(person.refused())
        .map(refused ->
            of(
                Kind.TRIED_OWN,
                person,
                refused,
                0,
                "%s tried %s to approve what they had asked for, and was refused"
                    .formatted(spoken(person.id()), times(refused.count(), "time"))));
  }

  private Optional<Duty> governed(Person person) {
    if (person.approvals().count() == 0 || person.governed().isEmpty()) {
      return Optional.empty();
    }
    String what =
        person.governed().entrySet().stream()
            .map(act -> "%s (%s)".formatted(act.getKey(), times(act.getValue().count(), "time")))
            .collect(Collectors.joining(", "));
    return Optional.of(
        of(
            Kind.GOVERNED_AND_APPROVED,
            person,
            person.approvals(),
            deeds.approvals(),
            "%s approved %s and did this: %s"
                .formatted(
                    spoken(person.id()), times(person.approvals().count(), "proposal"), what)));
  }

  private Optional<Duty> share(Person person) {
    long count = person.approvals().count();
    if (count * PERCENT <= deeds.approvals() * most) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            Kind.LARGE_SHARE,
            person,
            person.approvals(),
            deeds.approvals(),
            "%s gave %d of %d approvals, %d %% (told above %d %%)"
                .formatted(
                    spoken(person.id()),
                    count,
                    deeds.approvals(),
                    count * PERCENT / deeds.approvals(),
                    most)));
  }

  /// Two who approve nothing that a person asked for but each other's. What workflows ask for says
  /// nothing of anybody.
  private List<Duty> eachOther() {
    List<Duty> pairs = new ArrayList<>();
    for (String one : deeds.approvers()) {
      Optional<String> other = onlyOne(one);
      boolean mutual =
          other
              .filter(o -> one.compareTo(o) < 0)
              .flatMap(this::onlyOne)
              .filter(one::equals)
              .isPresent();
      if (mutual) {
        pairs.add(pair(one, other.orElseThrow()));
      }
    }
    return pairs;
  }

  /// The one person whose requests are all that this one approves.
  private Optional<String> onlyOne(String approver) {
    return deeds
        .find(approver)
        .map(Person::forPeople)
        .filter(whose -> whose.size() == 1)
        .map(whose -> whose.keySet().iterator().next())
        .filter(whose -> !whose.equals(approver));
  }

  private Duty pair(String one, String other) {
    Tally first = forPeople(one, other);
    Tally second = forPeople(other, one);
    return new Duty(
        Kind.ONLY_EACH_OTHER,
        List.of(one, other),
        List.of(deeds.name(one), deeds.name(other)),
        first.count() + second.count(),
        deeds.approvals(),
        Stream.concat(first.first().stream(), second.first().stream()).toList(),
        "%s approved %s, all of those by people asked for by %s, who approved %s, all asked for by the former"
            .formatted(
                spoken(one),
                times(first.count(), "proposal"),
                spoken(other),
                times(second.count(), "proposal")));
  }

  private Tally forPeople(String approver, String requester) {
    return deeds
        .find(approver)
        .flatMap(person -> Optional.ofNullable(person.forPeople().get(requester)))
        .orElseThrow();
  }

  private static List<Duty> could(Who who, Powers powers) {
    List<Duty> duties = new ArrayList<>();
    Set<String> acting = new TreeSet<>(powers.request());
    acting.addAll(powers.approve());
    acting.addAll(powers.govern());
    both(Kind.COULD_ONLY_READ, who, powers.read(), acting).ifPresent(duties::add);
    both(Kind.COULD_GOVERN_AND_APPROVE, who, powers.govern(), powers.approve())
        .ifPresent(duties::add);
    both(Kind.COULD_REQUEST_AND_APPROVE, who, powers.request(), powers.approve())
        .ifPresent(duties::add);
    return duties;
  }

  private static Optional<Duty> both(Kind kind, Who who, Set<String> one, Set<String> other) {
    if (!who.any(one) || !who.any(other)) {
      return Optional.empty();
    }
    String verb =
        switch (kind) {
          case COULD_ONLY_READ -> "is to read alone as %s, and may act as %s";
          case COULD_GOVERN_AND_APPROVE -> "may govern as %s, and approve as %s";
          case COULD_REQUEST_AND_APPROVE -> "may ask as %s, and approve as %s";
          case APPROVED_OWN, GOVERNED_AND_APPROVED, ONLY_EACH_OTHER, LARGE_SHARE, TRIED_OWN ->
              throw new IllegalArgumentException(kind + " is of deeds");
        };
    String what = verb.formatted(held(who, one), held(who, other));
    return Optional.of(
        new Duty(
            kind,
            List.of(who.id()),
            List.of(who.name()),
            0,
            0,
            List.of(),
            "%s (%s) %s".formatted(who.name(), who.id(), what)));
  }

  private static String held(Who who, Set<String> roles) {
    return who.roles().stream().filter(roles::contains).sorted().collect(Collectors.joining(", "));
  }

  private Duty of(Kind kind, Person person, Tally tally, long of, String sentence) {
    return new Duty(
        kind,
        List.of(person.id()),
        List.of(deeds.name(person.id())),
        tally.count(),
        of,
        tally.first(),
        sentence);
  }

  private static Optional<Tally> some(Tally tally) {
    return Optional.of(tally).filter(t -> t.count() > 0);
  }

  private String spoken(String id) {
    String name = deeds.name(id);
    return name.equals(id) ? id : "%s (%s)".formatted(name, id);
  }

  private static String times(long count, String thing) {
    return count == 1 ? "one " + thing : "%d %ss".formatted(count, thing);
  }
}
