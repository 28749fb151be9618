package io.tieout.app.connect;

import io.tieout.value.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a token answer says of the scopes that were granted. RFC 6749 5.1 wants it told when they
/// are others than were asked for, as a text under `scope`; HubSpot has a list under `scopes`.
final class GrantedScopes {
  private GrantedScopes() {}

  /// What we asked for and did not get; nothing where the vendor does not say.
  static List<String> missing(Connectable connectable, Json.Obj tokenAnswer) {
    Optional<List<String>> granted = granted(tokenAnswer);
    return connectable.scopes().stream()
        .filter(scope -> granted.filter(all -> !all.contains(scope)).isPresent())
        .toList();
  }

  /// For the administrator; empty when all were granted.
  static Optional<String> complaint(Connectable connectable, Json.Obj tokenAnswer) {
    List<String> missing = missing(connectable, tokenAnswer);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s did not grant %s. Add what is missing at %s, see that whoever consents may grant it, and begin again"
                .formatted(
                    connectable.app().vendor(),
                    String.join(", ", missing),
                    connectable.scopesAt()));
  }

  private static Optional<List<String>> granted(Json.Obj answer) {
    Optional<List<String>> listed =
        answer
            .get("scopes")
            .filter(Json.Arr.class::isInstance)
            .map(Json.Arr.class::cast)
            .map(all -> all.items().stream().flatMap(GrantedScopes::text).toList());
    return listed.or(
        () -> answer.get("scope").map(json -> text(json).flatMap(GrantedScopes::words).toList()));
  }

  private static Stream<String> text(Json json) {
    return json instanceof Json.Text(String text) ? Stream.of(text) : Stream.empty();
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty());
  }
}
