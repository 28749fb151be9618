package io.tieout.fact.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far a workflow may go, from nothing to what policy lets through.
public enum Phase {
  /// Files nothing and says nothing.
  OFF,
  /// Works out what it would do and keeps that; writes nothing and asks nobody.
  SHADOW,
  /// Everything is asked about, also what policy would let through.
  REVIEW,
  /// Policy decides below an amount; from there on everything is asked about.
  LIMITED,
  /// Policy decides.
  ON;

  /// In documents and commands: `shadow`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Phase> named(String word) {
    return Arrays.stream(values()).filter(phase -> phase.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Phase::word).toList();
  }

  public boolean stricterThan(Phase other) {
    return compareTo(other) < 0;
  }

  /// Whether proposals are filed in it.
  public boolean files() {
    return !stricterThan(REVIEW);
  }

  /// The phase that follows; empty after the last.
  public Optional<Phase> next() {
    return switch (this) {
      case OFF -> Optional.of(SHADOW);
      case SHADOW -> Optional.of(REVIEW);
      case REVIEW -> Optional.of(LIMITED);
      case LIMITED -> Optional.of(ON);
      case ON -> Optional.empty();
    };
  }
}
