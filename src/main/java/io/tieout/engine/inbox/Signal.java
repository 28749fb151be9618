package io.tieout.engine.inbox;

import io.tieout.value.json.Json;

/// Something that happened outside.
///
/// @param source who tells, for example `crm`; decides which handler works on it
/// @param dedupeKey the same happening has the same key, however often it is told
/// @param subject what it is about, for example `salesforce/deal/006…`: signals of one subject are
///   worked on one at a time, in order of arrival
/// @param kind what happened, for example `deal changed`
public record Signal(String source, String dedupeKey, String subject, String kind, Json.Obj body) {
  public Signal {
    requireText("source", source);
    requireText("dedupeKey", dedupeKey);
    requireText("subject", subject);
    requireText("kind", kind);
  }

  private static void requireText(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a signal's " + field + " must not be blank");
    }
  }
}
