package io.tieout.fact.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Collects checks, turning what a look throws into a failed one.
public final class Looking {
  private final List<Check> found = new ArrayList<>();

  public void add(Check check) {
    found.add(check);
  }

  /// Looks, and checks what was seen; empty when the look itself failed, which is then told.
  public <T> Optional<T> at(String name, Supplier<T> look, Function<T, Check> judge) {
    try {
      T seen = look.get();
      found.add(judge.apply(seen));
      return Optional.of(seen);
    } catch (RuntimeException e) {
      found.add(Check.failed(name, told(e)));
      return Optional.empty();
    }
  }

  /// Everything in the order it was looked at.
  public List<Check> found() {
    return List.copyOf(found);
  }

  private static String told(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
