package io.tieout.engine.inbox;

import io.tieout.value.json.Json;

/// Something that happened outside.
///
/// @param source who tells, for example `crm`; decides which handler works on it
/// @param dedupeKey the same happening has the same key, however often it is told
/// @param subject what it is about, for example `salesforce/deal/006…`: signals of one subject are
///   worked on one at a time, in order of arrival
/// @param kind what happened, for example `deal changed`
/// @param lane who waits for it
public record Signal(
    String source, String dedupeKey, String subject, String kind, Json.Obj body, Lane lane) {
  public Signal {
    requireText("source", source);
    requireText("dedupeKey", dedupeKey);
    requireText("subject", subject);
    requireText("kind", kind);
  }

  /// News from outside.
  public Signal(String source, String dedupeKey, String subject, String kind, Json.Obj body) {
    this(source, dedupeKey, subject, kind, body, Lane.NEWS);
  }

  /// The same, to be worked on once nothing else is there.
  public Signal patiently() {
    return new Signal(source, dedupeKey, subject, kind, body, Lane.SWEEP);
  }

  /// The same, done by a person who waits.
  public Signal byPerson() {
    return new Signal(source, dedupeKey, subject, kind, body, Lane.PERSON);
  }

  /// Whether nobody waits for it.
  public boolean patient() {
    return lane == Lane.SWEEP;
  }

  private static void requireText(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a signal's " + field + " must not be blank");
    }
  }
}
