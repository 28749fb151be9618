package io.tieout.app.connect;

import io.tieout.engine.vault.Sealed;
import io.tieout.engine.vault.Vault;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.Consent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The consent under way of each connection, sealed in the vault; a new one takes the place of the
/// one before. It ends with the first answer that names its state, whatever comes of it.
final class UnderWay {
  static final Duration LIFE = Duration.ofMinutes(10);
  private static final Json.Obj OVER = Json.object().build();

  private final Vault vault;
  private final InstantSource clock;

  UnderWay(Vault vault, InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /// What an answer to a consent may do.
  sealed interface Taken {
    /// The answer is to the consent that we began, in this browser.
    record Ours(Secret verifier) implements Taken {}

    /// It is not; `why` is for people.
    record Refused(String why) implements Taken {}
  }

  /// @param session of the browser that began it; no other may end it
  void put(Connectable connectable, Consent.Begun begun, String session) {
    vault.seal(
        name(connectable),
        Json.object()
            .put("state", digest(begun.state()))
            .put("session", digest(session))
            .put("verifier", begun.verifier().reveal())
            .put("until", clock.instant().plus(LIFE).toString())
            .build());
  }

  /// Ends the consent that the state belongs to.
  Taken take(Connectable connectable, String state, String session) {
    return vault.exclusively(
        name(connectable),
        stored -> {
          Optional<Json.Obj> begun =
              stored.filter(json -> json.optText("state").equals(Optional.of(digest(state))));
          return begun.isEmpty()
              ? Sealed.unchanged(
                  new Taken.Refused(
                      "this answer was used already, or a newer consent was begun since"))
              : Sealed.with(judged(begun.get(), session), OVER);
        });
  }

  private Taken judged(Json.Obj begun, String session) {
    if (!begun.text("session").equals(digest(session))) {
      return new Taken.Refused("it was begun in another browser, or in a session that has ended");
    }
    return clock.instant().isBefore(Instant.parse(begun.text("until")))
        ? new Taken.Ours(new Secret(begun.text("verifier")))
        : new Taken.Refused("it was begun more than ten minutes ago");
  }

  private static String name(Connectable connectable) {
    return "consent/" + connectable.key();
  }

  private static String digest(String text) {
    return Digest.of("consent under way\n" + text).hex();
  }
}
