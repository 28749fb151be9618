package io.tieout.engine.effect;

import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What goes wrong with the next calls of a method, in order.
final class Trouble {
  /// One thing that goes wrong.
  enum Kind {
    LOSE_REQUEST,
    LOSE_ANSWER,
    THROTTLE,
    REFUSE,
    TRANSIENT,
    BREAK
  }

  private final Map<String, Deque<Kind>> ahead = new ConcurrentHashMap<>();

  void on(String method, Kind... kinds) {
    ahead.computeIfAbsent(method, _ -> new ArrayDeque<>()).addAll(List.of(kinds));
  }

  /// Runs the write as the trouble ahead has it.
  <T> T around(String method, Supplier<T> write) {
    Optional<Kind> next =
        Optional.ofNullable(ahead.get(method)).flatMap(q -> Optional.ofNullable(q.poll()));
    if (next.isEmpty()) {
      return write.get();
    }
    Fault fault =
        switch (next.get()) {
          case LOSE_REQUEST -> new Fault.Ambiguous("timed out");
          case LOSE_ANSWER -> {
            T made = write.get();
            yield new Fault.Ambiguous("timed out, though " + made + " was made");
          }
          case THROTTLE -> new Fault.Throttled("too many calls", Duration.ofSeconds(30));
          case REFUSE -> new Fault.Refused("not allowed by a rule", "6000");
          case TRANSIENT -> new Fault.Transient("connection refused");
          case BREAK -> new Fault.Broken("the grant was withdrawn");
        };
    throw fault.asException();
  }
}
