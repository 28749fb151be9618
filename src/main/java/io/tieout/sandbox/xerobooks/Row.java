package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.time.Instant;

/// An object of the books. Dates in the document are plain (`2026-11-22`); the surface writes them
/// the vendor's way.
///
/// @param byApi whether it was made by a client of the API, not by a person in the product
public record Row(
    Kind kind, String id, Json.Obj doc, Instant created, Instant updated, boolean byApi) {

  /// A text of the document, empty when it is missing.
  public String text(String field) {
    return doc.optText(field).orElse("");
  }

  Row changed(Json.Obj newDoc, Instant now) {
    return new Row(kind, id, newDoc, created, now, byApi);
  }
}
