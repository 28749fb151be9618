package io.tieout.engine.finding;

import java.util.List;

/// A finding about to be raised.
///
/// @param kind what sort of discrepancy, for example `several customers match`
/// @param subject what it is about, for example `salesforce/deal/006…`
/// @param dedupeKey the same discrepancy has the same key, however often it is seen
/// @param title one line for people
/// @param text what is wrong and what to do, for people
/// @param choices the answers there are; empty when it is resolved elsewhere
public record FindingDraft(
    String kind,
    String subject,
    String dedupeKey,
    String title,
    String text,
    List<Choice> choices) {
  public FindingDraft {
    choices = List.copyOf(choices);
    if (kind.isBlank() || subject.isBlank() || dedupeKey.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("a finding needs a kind, subject, dedupeKey and title");
    }
    if (choices.stream().map(Choice::value).distinct().count() != choices.size()) {
      throw new IllegalArgumentException("two choices of finding '" + dedupeKey + "' are the same");
    }
  }
}
