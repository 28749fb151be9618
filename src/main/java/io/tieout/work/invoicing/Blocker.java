package io.tieout.work.invoicing;

import java.util.List;

/// What keeps a deal from being invoiced until a person does something about it.
///
/// @param kind such as `line does not add up`
/// @param key the same for the same trouble; a question that several deals share has one key
/// @param text what is wrong, with the values, and what to do about it
/// @param choices answers to choose from, best first; empty when the remedy is elsewhere
public record Blocker(String kind, String key, String title, String text, List<Choice> choices) {
  /// What to know of a remedy outside the CRM: nothing tells us that it was applied.
  static final String LOOKED_AGAIN =
      "Tieout looks again when the deal is saved, or when somebody asks for its invoice.";

  public Blocker {
    choices = List.copyOf(choices);
  }

  /// One possible answer.
  public record Choice(String value, String label) {}
}
