package io.tieout.sandbox.salesforce;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What one transaction did to records of one object: the same to each of them.
///
/// @param recordIds one, or several when the same change was made to each
/// @param changed the fields that have another value now; none but for [Kind#UPDATE]
/// @param values of the changed fields, or of all fields of a record that came or came back
/// @param userId who did it
/// @param origin `com/salesforce/api/rest/67.0;client=NAME` for a call; empty for a person
public record RecordChange(
    String entity,
    List<String> recordIds,
    Kind kind,
    Set<String> changed,
    Json.Obj values,
    String userId,
    String origin,
    Instant at) {
  public RecordChange {
    recordIds = List.copyOf(recordIds);
    changed = Set.copyOf(changed);
  }

  /// What was done.
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE
  }

  /// A field as change events carry it.
  public record EventField(String name, Shape shape) {}

  /// How a field's value is written in a change event.
  public enum Shape {
    TEXT,
    FLAG,
    NUMBER,
    WHOLE,
    /// Dates too: milliseconds since 1970.
    MOMENT
  }
}
