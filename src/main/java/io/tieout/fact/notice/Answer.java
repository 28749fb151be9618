package io.tieout.fact.notice;

import java.util.List;
import java.util.Optional;

/// An answer to a person, built by code from facts. Texts are plain: the door escapes them.
///
/// @param sources where the facts come from, for example `QuickBooks invoice 1042, as of 09:31 UTC`
/// @param footer said small, below everything
public record Answer(List<Part> parts, List<String> sources, Optional<String> footer) {
  public Answer {
    parts = List.copyOf(parts);
    sources = List.copyOf(sources);
  }

  /// A piece of an answer.
  public sealed interface Part {
    /// Running text; `**bold**` is the only mark-up.
    record Paragraph(String text) implements Part {}

    /// A table with its header row.
    record Table(List<String> header, List<List<String>> rows) implements Part {
      public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /// A link to a record in a connected system.
    record Link(String label, String url) implements Part {}

    /// A question back with the answers to choose from; choosing one says its text.
    record Choices(String question, List<String> options) implements Part {
      public Choices {
        options = List.copyOf(options);
      }
    }
  }
}
