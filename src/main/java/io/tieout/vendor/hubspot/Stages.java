package io.tieout.vendor.hubspot;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the stages of the portal's deal pipelines mean. Their ids and names are the company's to
/// choose; only their metadata says that a deal is won.
final class Stages {
  private static final Duration LIFE = Duration.ofMinutes(10);

  /// A stage that is not in what we know may be new; it is not looked for again at once.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HubSpotApi api;
  private final InstantSource clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(Map.of(), Instant.MIN));

  Stages(HubSpotApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /// @param won closed with a probability of 1
  record Stage(String label, boolean closed, boolean won) {}

  /// The stage of a deal. One that no pipeline has any more is known from the deal's own flags.
  Stage of(Row deal) {
    String id = deal.text("dealstage").orElse("");
    String key = key(deal.text("pipeline").orElse(""), id);
    Optional<Stage> found = Optional.ofNullable(fresh(LIFE).stages.get(key));
    if (found.isEmpty()) {
      found = Optional.ofNullable(fresh(PATIENCE).stages.get(key));
    }
    return found.orElseGet(
        () -> new Stage(id, deal.flag("hs_is_closed"), deal.flag("hs_is_closed_won")));
  }

  private Known fresh(Duration life) {
    Known held = known.get();
    Instant now = clock.instant();
    if (held.at.isAfter(now.minus(life))) {
      return held;
    }
    Json.Obj answer = api.get(api.path("/crm/pipelines/%s/deals"));
    Known read = new Known(Shape.read("the deal pipelines", () -> stages(answer)), now);
    known.set(read);
    return read;
  }

  private static Map<String, Stage> stages(Json.Obj answer) {
    Map<String, Stage> stages = new LinkedHashMap<>();
    for (Json.Obj pipeline : answer.objects("results")) {
      for (Json.Obj stage : pipeline.objects("stages")) {
        stages.put(key(pipeline.text("id"), stage.text("id")), stage(stage));
      }
    }
    return stages;
  }

  /// As the pipelines name it.
  static Stage stage(Json.Obj stage) {
    Optional<Json.Obj> metadata = stage.optObj("metadata");
    BigDecimal probability =
        metadata.flatMap(m -> m.optDecimal("probability")).orElse(new BigDecimal("0.5"));
    boolean certain = probability.compareTo(BigDecimal.ONE) == 0;
    boolean closed =
        metadata
            .filter(m -> m.get("isClosed").isPresent())
            .map(m -> m.flag("isClosed"))
            .orElse(certain || probability.signum() == 0);
    return new Stage(stage.text("label"), closed, closed && certain);
  }

  private static String key(String pipeline, String stage) {
    return pipeline + "/" + stage;
  }

  private record Known(Map<String, Stage> stages, Instant at) {}
}
