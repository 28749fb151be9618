package io.tieout.fact.change;

import java.util.Optional;

/// One fact that speaks for (or against) a proposal, as shown to the approver.
///
/// @param label what it is, for example `Customer match`
/// @param value its value in words
/// @param origin where the value comes from
/// @param link where a person can look, when there is such a place
public record Evidence(String label, String value, Origin origin, Optional<String> link) {
  /// Where a value comes from; shown beside it.
  public enum Origin {
    CRM,
    BOOKS,
    RULE,
    MODEL,
    PERSON
  }
}
