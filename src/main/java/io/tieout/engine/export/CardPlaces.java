package io.tieout.engine.export;

import io.tieout.engine.db.Sql;
import java.util.List;
import java.util.Map;

/// Where people were asked: known to the door that asked them.
@FunctionalInterface
public interface CardPlaces {
  CardPlaces NONE = (_, _) -> Map.of();

  /// By the request's id; a request without a card is not among them.
  Map<String, Place> of(Sql sql, List<String> requests);

  /// A message.
  ///
  /// @param ts as Slack names a message in its channel
  record Place(String channel, String ts) {}
}
