package io.tieout.door.assistant;

import java.util.List;

/// What the assistant can know of why something was asked. It changes no rule.
@FunctionalInterface
public interface PolicyFacts {
  /// The stored ruling in words, a line each, with the rules' ids and the policy's version.
  ///
  /// @param name an invoice's number, a deal's id or name, or a proposal's id
  List<String> why(String name);
}
