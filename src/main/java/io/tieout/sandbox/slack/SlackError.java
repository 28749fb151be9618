package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.List;

/// A call that Slack answers with `ok: false`.
final class SlackError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Json.Obj more;

  SlackError(String code) {
    this(code, Json.object().build());
  }

  SlackError(String code, Json.Obj more) {
    super(code);
    this.code = code;
    this.more = more;
  }

  /// An error with the problems in `response_metadata.messages`, and in `errors` without places.
  static SlackError of(String code, List<BlockProblem> problems) {
    return new SlackError(
        code,
        Json.object()
            .put("errors", Json.texts(problems.stream().map(BlockProblem::what).toList()))
            .put(
                "response_metadata",
                Json.object()
                    .put(
                        "messages",
                        Json.texts(problems.stream().map(BlockProblem::message).toList())))
            .build());
  }

  static SlackError invalidArguments(String message) {
    return new SlackError(
        "invalid_arguments",
        Json.object()
            .put(
                "response_metadata",
                Json.object().put("messages", Json.texts(List.of("[ERROR] " + message))))
            .build());
  }

  Json.Obj answer() {
    Json.Obj answer = Json.object().put("ok", false).put("error", code).build();
    for (var field : more.fields().entrySet()) {
      answer = answer.with(field.getKey(), field.getValue());
    }
    return answer;
  }
}
