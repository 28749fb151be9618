package io.tieout.vendor.pubsub;

import java.time.Instant;
import java.util.List;

/// Look at these records: something was done to them. What was done is for the record to say.
///
/// @param entity the object, such as `Opportunity`
/// @param recordIds as Salesforce names them, in 18 characters; none for [Kind#OVERFLOW]
/// @param eventId names the event; the same event may come twice, but not twice in a row of some
///   thousands
/// @param commitUser who did it; empty when Salesforce does not say
/// @param changeOrigin what did it, such as `com/salesforce/api/rest/67.0;client=Tieout`; empty for
///   a person
public record ChangeHint(
    String entity,
    List<String> recordIds,
    Kind kind,
    Instant committedAt,
    String eventId,
    String commitUser,
    String changeOrigin) {
  public ChangeHint {
    recordIds = List.copyOf(recordIds);
  }

  /// What was done to the records.
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    /// Something, of which Salesforce could make no whole event.
    GAP,
    /// So much in one transaction that Salesforce names no records.
    OVERFLOW
  }
}
