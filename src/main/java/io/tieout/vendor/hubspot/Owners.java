package io.tieout.vendor.hubspot;

import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the people who own records. They change seldom, so they are kept for an hour.
final class Owners {
  private static final Duration LIFE = Duration.ofHours(1);

  private final HubSpotApi api;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Owners(HubSpotApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  Optional<String> name(Row row) {
    return row.text("hubspot_owner_id").map(Row::id).flatMap(this::name);
  }

  private Optional<String> name(String id) {
    Instant now = clock.instant();
    Known held = known.get(id);
    if (held != null && now.isBefore(held.at.plus(LIFE))) {
      return held.name;
    }
    Optional<String> name = ask(id, "").or(() -> ask(id, "?archived=true")).flatMap(Owners::spoken);
    known.put(id, new Known(name, now));
    return name;
  }

  private Optional<Json.Obj> ask(String id, String query) {
    try {
      return Optional.of(api.get(api.path("/crm/owners/%s/%s%s", id, query)));
    } catch (FaultException e) {
      if (HubSpotApi.absent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<String> spoken(Json.Obj owner) {
    String name =
        Stream.of(owner.optText("firstName"), owner.optText("lastName"))
            .flatMap(Optional::stream)
            .filter(n -> !n.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? owner.optText("email") : Optional.of(name);
  }

  private record Known(Optional<String> name, Instant at) {}
}
