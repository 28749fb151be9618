package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;

/// The page's own answers.
final class Answers {
  private Answers() {}

  static HttpAnswer problem(int status, String sentence) {
    return HttpAnswer.json(status, Json.object().put("problem", sentence).build());
  }
}
