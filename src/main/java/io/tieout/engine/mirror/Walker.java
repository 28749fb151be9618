package io.tieout.engine.mirror;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks through all kinds of one system, within one run's measure of pages.
final class Walker {
  private static final Logger LOG = LoggerFactory.getLogger(Walker.class);

  private final List<Walk> walks;
  private final int pages;

  Walker(List<Walk> walks, int pages) {
    this.walks = List.copyOf(walks);
    this.pages = pages;
  }

  /// A kind that cannot be read keeps no other from being copied; a used-up quota ends the run, and
  /// the next one goes on.
  void run() {
    List<RuntimeException> failures = new ArrayList<>();
    int left = pages;
    for (Walk walk : walks) {
      try {
        left -= walk.run(left);
      } catch (FaultException e) {
        if (e.fault() instanceof Fault.Throttled throttled) {
          LOG.info("copying pauses: {}", throttled.message());
          break;
        }
        failures.add(e);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    Optional<RuntimeException> first = failures.stream().findFirst();
    if (first.isPresent()) {
      failures.stream().skip(1).forEach(first.get()::addSuppressed);
      throw first.get();
    }
  }
}
