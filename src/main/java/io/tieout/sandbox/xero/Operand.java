package io.tieout.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A value in a filter.
sealed interface Operand {
  record Text(String value) implements Operand {}

  record Num(BigDecimal value) implements Operand {}

  record Time(LocalDateTime value) implements Operand {}

  record Truth(boolean value) implements Operand {}

  /// What a missing field is equal to.
  record None() implements Operand {}

  /// Negative, zero or positive; empty where the two cannot be compared.
  static Optional<Integer> compare(Operand left, Operand right) {
    return switch (left) {
      case Num(BigDecimal a) when right instanceof Num(BigDecimal b) -> Optional.of(a.compareTo(b));
      case Time(LocalDateTime a) when right instanceof Time(LocalDateTime b) ->
          Optional.of(a.compareTo(b));
      case Text(String a) when right instanceof Time(LocalDateTime b) ->
          time(a).map(t -> t.compareTo(b));
      case Text(String a) when right instanceof Text(String b) -> Optional.of(a.compareTo(b));
      case Truth(boolean a) when right instanceof Truth(boolean b) ->
          Optional.of(Boolean.compare(a, b));
      case None _ when right instanceof None -> Optional.of(0);
      case Text _, Num _, Time _, Truth _, None _ -> Optional.empty();
    };
  }

  private static Optional<LocalDateTime> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text.length() == 10 ? text + "T00:00:00" : text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
