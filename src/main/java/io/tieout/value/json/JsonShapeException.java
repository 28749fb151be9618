package io.tieout.value.json;

import java.util.Locale;

/// A JSON text or value does not have the shape its reader needs. The message names the field, what
/// was wanted and what stood there; values are cut short.
public final class JsonShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;

  JsonShapeException(String message) {
    super(message);
  }

  static JsonShapeException missing(String field, Json.Obj in) {
    return new JsonShapeException(
        "field '%s' is missing; present: %s".formatted(field, in.fields().keySet()));
  }

  /// For readers of shapes that `Json` does not know, such as times.
  public static JsonShapeException wrong(String field, String wanted, Json was) {
    String kind = was.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String text = was.print();
    return new JsonShapeException(
        "'%s' should be %s but is %s: %s"
            .formatted(
                field,
                wanted,
                kind,
                text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
  }
}
