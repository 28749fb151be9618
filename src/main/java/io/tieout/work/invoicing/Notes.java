package io.tieout.work.invoicing;

import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is noted while one invoice is drafted. Lives as long as one drafting.
final class Notes {
  private final Map<String, Blocker> blockers = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /// How much a remark should trouble the approver, worst first.
  enum Weight {
    MONEY,
    CUSTOMER,
    MAPPING,
    TERMS,
    DETAIL
  }

  private record Remark(Weight weight, String text) {}

  void block(Blocker blocker) {
    blockers.putIfAbsent(blocker.key(), blocker);
  }

  void remark(Weight weight, String text) {
    remarks.add(new Remark(weight, text));
  }

  void evidence(String label, String value, Evidence.Origin origin, Optional<String> link) {
    evidence.add(new Evidence(label, value, origin, link));
  }

  void source(Source source) {
    sources.putIfAbsent(source.kind() + "/" + source.id(), source);
  }

  boolean blocked() {
    return !blockers.isEmpty();
  }

  List<Blocker> blockers() {
    return List.copyOf(blockers.values());
  }

  List<String> remarks() {
    return remarks.stream()
        .sorted(Comparator.comparing(Remark::weight))
        .map(Remark::text)
        .distinct()
        .toList();
  }

  List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  List<Source> sources() {
    return List.copyOf(sources.values());
  }
}
