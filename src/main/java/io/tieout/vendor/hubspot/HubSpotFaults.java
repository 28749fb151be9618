package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.FaultReader;
import io.tieout.vendor.http.RetryAfter;
import io.tieout.vendor.http.StatusFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads HubSpot's faults: JSON of which every field may be missing, or a page of the network in
/// front of it.
final class HubSpotFaults implements FaultReader {
  static final String NOT_FOUND = "OBJECT_NOT_FOUND";
  static final String CONFLICT = "CONFLICT";

  /// What a value of a unique property is refused with where it is not a 409.
  static final String NOT_UNIQUE = "CONFLICTING_UNIQUE_VALUE";

  private static final Duration LOCKED_WAIT = Duration.ofSeconds(2);
  private static final Duration MOVING_WAIT = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Supplier<Optional<ZoneId>> zone;
  private final StatusFaults byStatus;

  /// @param zone the portal's, when it is known: its midnight begins a new day's calls
  HubSpotFaults(InstantSource clock, Supplier<Optional<ZoneId>> zone) {
    this.clock = clock;
    this.zone = zone;
    this.byStatus = new StatusFaults("HubSpot", clock);
  }

  @Override
  public Optional<Fault> fault(Call call, Answer answer) {
    if (answer.status() < 300 || answer.status() == 304) {
      return Optional.empty();
    }
    Said said = Said.of(answer);
    String text =
        "HubSpot: %s (%d %s, %s)"
            .formatted(
                said.message().isEmpty() ? "no reason given" : said.message(),
                answer.status(),
                said.category(),
                call);
    return Optional.of(
        switch (answer.status()) {
          case 400 -> bad(said, text);
          case 401 -> unauthorized(said, text);
          case 403 -> forbidden(said, text);
          case 404 -> new Fault.Refused(text, said.category().isEmpty() ? "HTTP_404" : NOT_FOUND);
          case 409 -> new Fault.Refused(text, CONFLICT, said.property());
          case 410, 414, 415 -> new Fault.Broken(text);
          // The record is held by another write for two seconds; ours was not begun.
          case 423 -> new Fault.Throttled(text, atLeast(LOCKED_WAIT, named(answer)));
          case 429 -> new Fault.Throttled(text, wait(said, answer));
          // The portal moves to another data centre, which may take a day.
          case 477 -> new Fault.Throttled(text, named(answer).orElse(MOVING_WAIT));
          default -> byStatus.fault(call, answer).orElseThrow();
        });
  }

  /// Whether a 401 can be cured by a new token.
  static boolean renewable(Answer answer) {
    return !Said.of(answer).category().equals("INVALID_AUTHENTICATION");
  }

  private static Fault bad(Said said, String text) {
    String about =
        said.properties().isEmpty() ? "" : ". Properties: " + String.join(", ", said.properties());
    boolean ours =
        said.has("PROPERTY_DOESNT_EXIST")
            && said.properties().stream().anyMatch(HubSpotProperties::isOurs);
    if (ours) {
      return new Fault.Broken(
          text + about + ". Install Tieout's properties (manifest/hubspot) in the portal.");
    }
    String category = said.category().isEmpty() ? "HTTP_400" : said.category();
    String code =
        said.has(NOT_UNIQUE) ? NOT_UNIQUE : said.codes().stream().findFirst().orElse(category);
    return new Fault.Refused(text + about, code, said.property());
  }

  private static Fault unauthorized(Said said, String text) {
    return new Fault.Broken(
        said.category().equals("INVALID_AUTHENTICATION")
            ? text + ". Check the service key, or connect the portal again."
            : text + ". A fresh token was refused too: check the app's installation.");
  }

  private static Fault forbidden(Said said, String text) {
    return new Fault.Broken(
        said.scopes().isEmpty()
            ? text + ". Check the scopes of the service key or the app."
            : "%s. Missing scopes: %s. Add them to the service key (%s) or to the app (%s) and then run ./tieout connect hubspot"
                .formatted(
                    text,
                    String.join(", ", said.scopes()),
                    HubSpotScopes.AT_KEY,
                    HubSpotScopes.AT));
  }

  private Duration wait(Said said, Answer answer) {
    Instant now = clock.instant();
    return switch (said.policy()) {
      case "SECONDLY" -> named(answer).orElse(Duration.ofSeconds(1));
      case "DAILY" -> Duration.between(now, midnight(now));
      default -> named(answer).orElse(Duration.ofSeconds(10));
    };
  }

  private Instant midnight(Instant now) {
    ZoneId portal = zone.get().orElse(ZoneOffset.UTC);
    return LocalDate.ofInstant(now, portal).plusDays(1).atStartOfDay(portal).toInstant();
  }

  private static Duration atLeast(Duration least, Optional<Duration> named) {
    return named.filter(n -> n.compareTo(least) > 0).orElse(least);
  }

  private Optional<Duration> named(Answer answer) {
    return RetryAfter.of(answer, clock.instant());
  }
}
