package io.tieout.sandbox.hubspot;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One side of an association: to which record, by which types, and from when it can be seen.
///
/// @param visible associations of a create call can show up late
record Link(long to, List<Spec> specs, Instant visible) {
  Link {
    specs = List.copyOf(specs);
  }

  /// A type of association.
  ///
  /// @param category such as `HUBSPOT_DEFINED`
  record Spec(String category, int typeId) {
    static final String HUBSPOT = "HUBSPOT_DEFINED";
    static final String USER = "USER_DEFINED";

    static Spec hubspot(int typeId) {
      return new Spec(HUBSPOT, typeId);
    }
  }

  /// A record at one end.
  record End(ObjectType type, long id) {}

  Link with(Set<Spec> more) {
    Set<Spec> all = new LinkedHashSet<>(specs);
    all.addAll(more);
    return new Link(to, List.copyOf(all), visible);
  }

  Link without(Set<Spec> gone) {
    return new Link(to, specs.stream().filter(s -> !gone.contains(s)).toList(), visible);
  }
}
