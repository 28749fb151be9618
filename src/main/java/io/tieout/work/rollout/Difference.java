package io.tieout.work.rollout;

/// One difference between what would have been done and what was.
///
/// @param field such as `line 2 quantity`
/// @param would what Tieout would have written; empty where it would have written nothing
/// @param did what people wrote; empty where there is nothing
public record Difference(Verdict verdict, String field, String would, String did) {
  /// For people.
  public String sentence() {
    return "%s: Tieout %s, people %s"
        .formatted(field, would.isEmpty() ? "nothing" : would, did.isEmpty() ? "nothing" : did);
  }
}
