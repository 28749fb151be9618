package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which payments are on which document, so that a long history need not be looked through for
/// each.
final class Settlements {
  private final Map<Links.End, SortedMap<Integer, String>> payments = new HashMap<>();

  Collection<String> of(Links.End end) {
    return List.copyOf(payments.getOrDefault(end, new TreeMap<>()).values());
  }

  void moved(String id, Optional<Json.Obj> before, Optional<Json.Obj> after) {
    before.ifPresent(p -> Links.ends(p).forEach(end -> at(end).remove(Integer.valueOf(id))));
    after.ifPresent(p -> Links.ends(p).forEach(end -> at(end).put(Integer.valueOf(id), id)));
  }

  private SortedMap<Integer, String> at(Links.End end) {
    return payments.computeIfAbsent(end, _ -> new TreeMap<>());
  }
}
