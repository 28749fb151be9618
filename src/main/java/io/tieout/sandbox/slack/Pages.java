package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Slack's paging: `limit`, `cursor`, and `response_metadata.next_cursor`, empty on the last page.
final class Pages {
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final String MARK = "next:";

  private Pages() {}

  /// Puts one page of the items.
  static JsonObjBuilder put(
      JsonObjBuilder answer, String field, List<? extends Json> all, ApiCall call) {
    int limit = limit(call);
    int from = from(call, all.size());
    int to = Math.min(all.size(), from + limit);
    String next =
        to < all.size()
            ? Base64.getEncoder().encodeToString((MARK + to).getBytes(StandardCharsets.UTF_8))
            : "";
    return answer
        .put(field, all.subList(from, to))
        .put("response_metadata", Json.object().put("next_cursor", next));
  }

  /// As [#put], with `has_more` for methods that tell it.
  static JsonObjBuilder putMore(
      JsonObjBuilder answer, String field, List<? extends Json> all, ApiCall call) {
    boolean more = from(call, all.size()) + limit(call) < all.size();
    return put(answer.put("has_more", more), field, all, call);
  }

  private static int limit(ApiCall call) {
    int limit = call.number("limit", USUAL);
    if (limit < 0 || limit > MOST) {
      throw new SlackError("invalid_limit");
    }
    return limit == 0 ? USUAL : limit;
  }

  private static int from(ApiCall call, int size) {
    try {
      String cursor =
          call.text("cursor")
              .map(c -> new String(Base64.getDecoder().decode(c), StandardCharsets.UTF_8))
              .orElse(MARK + 0);
      int from = Integer.parseInt(cursor.replaceFirst("^" + MARK, ""));
      if (from < 0 || from > size) {
        throw new SlackError("invalid_cursor");
      }
      return from;
    } catch (IllegalArgumentException e) {
      throw new SlackError("invalid_cursor");
    }
  }
}
