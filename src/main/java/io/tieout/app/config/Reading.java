package io.tieout.app.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One reading of a configuration file: where variables are looked up, the problems so far, and
/// every key that was asked for, which the documentation is tested against.
final class Reading {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();

  Reading(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// A key of the file.
  ///
  /// @param name with its section, `people[].name` in a list
  /// @param otherwise what holds when it is left out; `required` when it cannot be
  /// @param variable the environment variable that a secret is usually kept in
  record Key(String name, String otherwise, Optional<String> variable) {}

  void asked(Key key) {
    keys.putIfAbsent(key.name(), key);
  }

  void problem(String text) {
    problems.add(text);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  Collection<Key> keys() {
    return List.copyOf(keys.values());
  }
}
