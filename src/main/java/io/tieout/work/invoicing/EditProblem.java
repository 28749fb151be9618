package io.tieout.work.invoicing;

import java.util.List;

/// Why an edit cannot be made as it was entered.
///
/// @param field what it is about, for example `line “Seats”`, `due date` or `invoice`
/// @param text what is wrong, with the value, and what to do about it
public record EditProblem(String field, String text) {
  private static final String KIND = "edit";
  private static final String KEY = KIND + ":";

  /// For people: `line “Seats”: quantity 0 is not more than zero; …`.
  public String sentence() {
    return field + ": " + text;
  }

  /// As what stands in the way of drafting an edited invoice.
  static Blocker blocker(String field, String text) {
    EditProblem problem = new EditProblem(field, text);
    return new Blocker(KIND, KEY + problem.sentence(), problem.sentence(), text, List.of());
  }

  /// Anything that stands in the way: of the same deal only the edit can be to blame.
  static EditProblem of(Blocker blocker) {
    return blocker.kind().equals(KIND)
        ? new EditProblem(
            blocker.title().substring(0, blocker.title().length() - blocker.text().length() - 2),
            blocker.text())
        : new EditProblem("invoice", blocker.title() + ". " + blocker.text());
  }
}
