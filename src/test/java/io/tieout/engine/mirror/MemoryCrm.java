package io.tieout.engine.mirror;

import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.QuietCrm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A CRM that knows when its deals changed and nothing else.
final class MemoryCrm extends QuietCrm {
  private final InstantSource clock;
  private final List<DealStamp> visible = new ArrayList<>();

  MemoryCrm(InstantSource clock) {
    this.clock = clock;
  }

  /// A deal that changed at that time and can be seen from now on.
  void show(String dealId, Instant changedAt, String version) {
    visible.add(new DealStamp(dealId, true, changedAt, version));
  }

  @Override
  public Instant serverTime() {
    return clock.instant();
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return visible.stream()
        .filter(d -> !d.changedAt().isBefore(from) && d.changedAt().isBefore(to))
        .sorted(Comparator.comparing(DealStamp::changedAt))
        .toList();
  }
}
