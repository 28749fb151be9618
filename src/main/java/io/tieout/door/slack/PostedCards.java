package io.tieout.door.slack;

import io.tieout.engine.db.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which messages show which requests, for whoever keeps that beside the decisions.
public final class PostedCards {
  private static final String REQUEST = "request ";
  private static final String FIND =
      "select subject, channel, ts from slack_card where subject = any(:subjects)";

  private PostedCards() {}

  /// A card's message.
  public record Posted(String channel, String ts) {}

  /// By the request's id; a request that no card shows is not among them.
  public static Map<String, Posted> of(Sql sql, List<String> requests) {
    return sql
        .ask(FIND)
        .texts("subjects", requests.stream().map(REQUEST::concat).toList())
        .list(row ->
            Map.entry(
                row.text("subject").substring(REQUEST.length()),
                new Posted(row.text("channel"), row.text("ts"))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
