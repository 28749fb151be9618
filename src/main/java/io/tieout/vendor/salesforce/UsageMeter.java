package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Remembers the last `Sforce-Limit-Info` and stops pollers before the organisation's other
/// programs run dry.
final class UsageMeter {
  /// After this an observation no longer stops a poll: the poll itself brings the next one.
  private static final Duration STALE = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final int pollSharePercent;
  private final AtomicReference<Optional<Seen>> last = new AtomicReference<>(Optional.empty());

  UsageMeter(InstantSource clock, int pollSharePercent) {
    this.clock = clock;
    this.pollSharePercent = pollSharePercent;
  }

  void observe(Answer answer) {
    answer
        .header("Sforce-Limit-Info")
        .flatMap(Usage::parse)
        .ifPresent(usage -> last.set(Optional.of(new Seen(usage, clock.instant()))));
  }

  Optional<Usage> last() {
    return last.get().map(Seen::usage);
  }

  /// `Fault.Throttled` when polling must wait for the sake of others.
  void allowPolling() {
    last.get()
        .filter(seen -> seen.usage.beyond(pollSharePercent))
        .map(seen -> new Refusal(seen, Duration.between(clock.instant(), seen.at.plus(STALE))))
        .filter(refusal -> refusal.left.isPositive())
        .ifPresent(refusal -> {
          throw new Fault.Throttled(
                  "Salesforce: %d of %d daily API calls are used, polling stops at %d %%"
                      .formatted(
                          refusal.seen.usage.used(),
                          refusal.seen.usage.allowed(),
                          pollSharePercent),
                  refusal.left)
              .asException();
        });
  }

  private record Seen(Usage usage, Instant at) {}

  private record Refusal(Seen seen, Duration left) {}
}
