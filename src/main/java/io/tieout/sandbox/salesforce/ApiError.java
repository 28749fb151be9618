package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import java.util.List;

/// A refusal in the vendor's shape: an array of one error, or an entry of a collection's answer.
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<String> fields;

  ApiError(int status, String code, String message, List<String> fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = List.copyOf(fields);
  }

  ApiError(int status, String code, String message) {
    this(status, code, message, List.of());
  }

  static ApiError bad(String code, String message, String... fields) {
    return new ApiError(400, code, message, List.of(fields));
  }

  static ApiError notFound() {
    return new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  HttpAnswer answer() {
    return HttpAnswer.json(status, body());
  }

  Json body() {
    var error = Json.object().put("message", said()).put("errorCode", code);
    if (!fields.isEmpty()) {
      error.put("fields", Json.texts(fields));
    }
    return Json.array(List.of(error.build()));
  }

  /// The error inside a collection's answer, where the code is called `statusCode`.
  Json.Obj entry() {
    return Json.object()
        .put("statusCode", code)
        .put("message", said())
        .put("fields", Json.texts(fields))
        .build();
  }

  private String said() {
    return String.valueOf(getMessage());
  }
}
