package io.tieout.sandbox.xerobooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files and notes that hang on objects, by the object's id.
public final class Papers {
  private static final int MOST_FILES = 10;
  private static final int MOST_BYTES = 10 * 1024 * 1024;
  private static final int LONGEST_NOTE = 2500;

  private final Books books;
  private final Map<String, List<Attachment>> files = new HashMap<>();
  private final Map<String, List<Note>> notes = new HashMap<>();

  public Papers(Books books) {
    this.books = books;
  }

  /// A file; its name is unique on its object.
  ///
  /// @param online whether the customer sees it with the online invoice
  public record Attachment(
      String id, String fileName, String mimeType, byte[] content, boolean online) {}

  /// A line of the history.
  public record Note(Instant at, String changes, String user, String details) {}

  /// Puts a file on an object, in place of one of the same name.
  public Attachment attach(Row row, Attachment file) {
    List<Attachment> all = files.computeIfAbsent(row.id(), _ -> new ArrayList<>());
    all.removeIf(a -> a.fileName().equals(file.fileName()));
    if (file.content().length > MOST_BYTES) {
      throw Refused.because(
          "The file %s has %d bytes; at most %d are accepted"
              .formatted(file.fileName(), file.content().length, MOST_BYTES));
    }
    if (all.size() >= MOST_FILES) {
      throw Refused.because("A document takes at most %d attachments".formatted(MOST_FILES));
    }
    Attachment stored =
        new Attachment(
            books.freshId(), file.fileName(), file.mimeType(), file.content(), file.online());
    all.add(stored);
    return stored;
  }

  public List<Attachment> attachments(String id) {
    return List.copyOf(files.getOrDefault(id, List.of()));
  }

  /// By file name or id.
  public Optional<Attachment> attachment(String id, String nameOrId) {
    return attachments(id).stream()
        .filter(a -> a.fileName().equals(nameOrId) || a.id().equals(nameOrId))
        .findFirst();
  }

  public Note note(Row row, String details) {
    if (details.isBlank() || details.length() > LONGEST_NOTE) {
      throw Refused.because(
          "Details must have between 1 and %d characters, not %d"
              .formatted(LONGEST_NOTE, details.length()));
    }
    return add(row.id(), new Note(books.now(), "Note", "", details));
  }

  /// What the vendor itself writes down.
  public Note happened(String id, String changes, String details) {
    return add(id, new Note(books.now(), changes, "System Generated", details));
  }

  private Note add(String id, Note note) {
    notes.computeIfAbsent(id, _ -> new ArrayList<>()).add(note);
    return note;
  }

  /// The newest first; the last is always how the object came to be.
  public List<Note> history(Row row) {
    List<Note> all = new ArrayList<>(notes.getOrDefault(row.id(), List.of()).reversed());
    all.add(new Note(row.created(), "Created", "System Generated", ""));
    return all;
  }
}
