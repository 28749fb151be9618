package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.AssociationTypes.Kind;
import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Link.Spec;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Which records are associated with which, kept at both ends.
final class Associations {
  /// Most records have one or two of a kind, and there may be a million of them.
  private static final int FEW = 2;

  private final AssociationTypes types;
  private final Journal journal;
  private final Map<End, Map<ObjectType, SequencedMap<Long, Link>>> links = new HashMap<>();

  Associations(AssociationTypes types, Journal journal) {
    this.types = types;
    this.journal = journal;
  }

  AssociationTypes types() {
    return types;
  }

  /// What a record is associated with, in the order it was made, as far as it can be seen yet.
  List<Link> of(End from, ObjectType to, Instant now) {
    return own(from, to).values().stream().filter(l -> !l.visible().isAfter(now)).toList();
  }

  /// Associates two records. A label brings the unlabelled association along.
  ///
  /// @param visible from when it can be read
  void link(End from, End to, Set<Spec> specs, Instant visible, Tell tell) {
    Set<Spec> there = new LinkedHashSet<>();
    Set<Spec> back = new LinkedHashSet<>();
    there.add(types.unlabelled(from.type(), to.type()).spec());
    back.add(types.unlabelled(to.type(), from.type()).spec());
    boolean primary = false;
    for (Spec spec : specs) {
      Kind kind = types.need(from.type(), to.type(), spec);
      there.add(kind.spec());
      back.add(kind.inverse());
      if (primary(from.type(), to.type(), spec)) {
        primary = true;
        demote(kind.primary() ? from : to, kind.primary() ? to : from, tell);
      }
    }
    Optional<Link> old = find(from, to);
    if (old.filter(l -> l.specs().containsAll(there)).isPresent()) {
      return;
    }
    put(
        from,
        old.map(l -> l.with(there))
            .orElseGet(() -> new Link(to.id(), List.copyOf(there), visible)));
    put(
        to,
        find(to, from)
            .map(l -> l.with(back))
            .orElseGet(() -> new Link(from.id(), List.copyOf(back), visible)),
        from.type());
    journal.tell(new Change.Associated(from, to, false, primary, tell));
    journal.tell(new Change.Associated(to, from, false, primary, tell));
  }

  /// Takes every association between two records away.
  void unlink(End from, End to, Tell tell) {
    find(from, to)
        .ifPresent(link -> {
          boolean primary = link.specs().stream().anyMatch(s -> primary(from.type(), to.type(), s));
          remove(from, to);
          remove(to, from);
          journal.tell(new Change.Associated(from, to, true, primary, tell));
          journal.tell(new Change.Associated(to, from, true, primary, tell));
        });
  }

  /// Takes labels away and leaves the rest of the association.
  void unlabel(End from, End to, Set<Spec> specs) {
    Set<Spec> back = new LinkedHashSet<>();
    specs.forEach(s -> back.add(types.need(from.type(), to.type(), s).inverse()));
    find(from, to).ifPresent(l -> put(from, l.without(specs), to.type()));
    find(to, from).ifPresent(l -> put(to, l.without(back), from.type()));
  }

  /// Gives another record everything that this one is associated with.
  void handOver(End from, End to, Instant now, Tell tell) {
    for (ObjectType other : ObjectType.values()) {
      for (Link link : List.copyOf(own(from, other).values())) {
        End there = new End(other, link.to());
        unlink(from, there, tell);
        Set<Spec> specs = new LinkedHashSet<>(link.specs());
        specs.removeIf(s -> primary(to.type(), other, s));
        link(to, there, specs, now, tell);
      }
    }
  }

  /// Whether a type marks the one company that counts, seen from either end.
  private boolean primary(ObjectType from, ObjectType to, Spec spec) {
    Kind kind = types.need(from, to, spec);
    return kind.primary() || types.need(to, from, kind.inverse()).primary();
  }

  /// The record's earlier primary company is an ordinary one from now on.
  private void demote(End record, End newPrimary, Tell tell) {
    for (Link link : List.copyOf(own(record, newPrimary.type()).values())) {
      End other = new End(newPrimary.type(), link.to());
      Set<Spec> was = new LinkedHashSet<>(link.specs());
      was.removeIf(s -> !types.need(record.type(), other.type(), s).primary());
      if (other.id() != newPrimary.id() && !was.isEmpty()) {
        unlabel(record, other, was);
        journal.tell(new Change.Associated(record, other, true, true, tell));
        journal.tell(new Change.Associated(other, record, true, true, tell));
      }
    }
  }

  Optional<Link> find(End from, End to) {
    return Optional.ofNullable(own(from, to.type()).get(to.id()));
  }

  private void put(End from, Link link) {
    put(from, link, types.target(from.type(), link.specs().getFirst()));
  }

  private void put(End from, Link link, ObjectType to) {
    SequencedMap<Long, Link> own = grown(from, to);
    Optional<Link> old = Optional.ofNullable(own.put(link.to(), link));
    journal.undo(
        () -> old.ifPresentOrElse(o -> own.put(link.to(), o), () -> own.remove(link.to())));
  }

  private void remove(End from, End to) {
    SequencedMap<Long, Link> own = grown(from, to.type());
    Optional.ofNullable(own.remove(to.id()))
        .ifPresent(old -> journal.undo(() -> own.put(to.id(), old)));
  }

  private SequencedMap<Long, Link> own(End from, ObjectType to) {
    return Optional.ofNullable(links.get(from)).map(m -> m.get(to)).orElseGet(LinkedHashMap::new);
  }

  private SequencedMap<Long, Link> grown(End from, ObjectType to) {
    return links
        .computeIfAbsent(from, _ -> new EnumMap<>(ObjectType.class))
        .computeIfAbsent(to, _ -> new LinkedHashMap<>(FEW));
  }
}
