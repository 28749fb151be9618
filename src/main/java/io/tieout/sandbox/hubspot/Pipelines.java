package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The deal pipelines and their stages.
final class Pipelines {
  private static final int MOST_STAGES = 100;

  private final SequencedMap<String, Pipeline> pipelines = new LinkedHashMap<>();
  private long lastId = 1_104_000_000L;

  /// A stage of a pipeline.
  ///
  /// @param closed whether deals in it are done with
  /// @param probability 1 is won, 0 with closed is lost
  record Stage(
      String id, String label, int order, BigDecimal probability, boolean closed, Instant created) {
    boolean won() {
      return closed && probability.compareTo(BigDecimal.ONE) == 0;
    }

    Json.Obj json() {
      return Json.object()
          .put("label", label)
          .put("displayOrder", order)
          .put(
              "metadata",
              Json.object()
                  .put("isClosed", Boolean.toString(closed))
                  .put("probability", probability.setScale(1).toPlainString()))
          .put("id", id)
          .put("createdAt", Stamps.iso(created))
          .put("updatedAt", Stamps.iso(created))
          .put("archived", false)
          .put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT")
          .build();
    }
  }

  record Pipeline(String id, String label, int order, List<Stage> stages, Instant created) {
    Pipeline {
      stages = stages.stream().sorted(Comparator.comparingInt(Stage::order)).toList();
    }

    Json.Obj json() {
      JsonObjBuilder out =
          Json.object()
              .put("label", label)
              .put("displayOrder", order)
              .put("id", id)
              .put("createdAt", Stamps.iso(created))
              .put("updatedAt", Stamps.iso(created))
              .put("archived", false)
              .put("stages", stages.stream().map(Stage::json).toList());
      return out.build();
    }

    Optional<Stage> stage(String stageId) {
      return stages.stream().filter(s -> s.id().equals(stageId)).findFirst();
    }

    Pipeline with(List<Stage> newStages) {
      return new Pipeline(id, label, order, newStages, created);
    }
  }

  void put(Pipeline pipeline) {
    if (pipeline.stages().size() > MOST_STAGES) {
      throw Refusal.validation("a pipeline has at most %d stages".formatted(MOST_STAGES));
    }
    pipelines.put(pipeline.id(), pipeline);
  }

  void remove(String id) {
    pipelines.remove(id);
  }

  List<Pipeline> all() {
    return List.copyOf(pipelines.values());
  }

  Optional<Pipeline> find(String id) {
    return Optional.ofNullable(pipelines.get(id));
  }

  Pipeline need(String id) {
    return find(id)
        .orElseThrow(() -> Refusal.notFound("Pipeline with id '%s' not found".formatted(id)));
  }

  /// The pipeline that new deals go to when none is named.
  Pipeline usual() {
    return pipelines.firstEntry().getValue();
  }

  /// A stage by its id, in whichever pipeline.
  Optional<Stage> stage(String id) {
    return pipelines.values().stream().flatMap(p -> p.stage(id).stream()).findFirst();
  }

  List<String> stageIds(String pipelineId) {
    return find(pipelineId).stream().flatMap(p -> p.stages().stream()).map(Stage::id).toList();
  }

  Pipeline made(Json.Obj body, Instant now) {
    String id = body.optText("pipelineId").orElseGet(this::nextId);
    if (pipelines.containsKey(id)) {
      throw new Refusal(409, "CONFLICT", "Pipeline '%s' exists".formatted(id), List.of());
    }
    List<Stage> stages = new ArrayList<>();
    for (Json.Obj stage : body.objects("stages")) {
      stages.add(stage(stage, Optional.empty(), now));
    }
    Pipeline pipeline =
        new Pipeline(id, label(body, Optional.empty()), order(body, pipelines.size()), stages, now);
    put(pipeline);
    return pipeline;
  }

  /// The stage that a body describes; what it leaves out is taken from the old one.
  Stage stage(Json.Obj body, Optional<Stage> old, Instant now) {
    Json.Obj metadata = body.optObj("metadata").orElseGet(() -> Json.object().build());
    BigDecimal probability =
        metadata
            .optText("probability")
            .map(Pipelines::probability)
            .or(() -> old.map(Stage::probability))
            .orElseThrow(
                () -> Refusal.validation("Deal stages need metadata.probability from 0.0 to 1.0"));
    boolean closed =
        metadata
            .optText("isClosed")
            .map(Boolean::parseBoolean)
            .orElseGet(
                () -> probability.signum() == 0 || probability.compareTo(BigDecimal.ONE) == 0);
    return new Stage(
        old.map(Stage::id).or(() -> body.optText("stageId")).orElseGet(this::nextId),
        label(body, old.map(Stage::label)),
        order(body, old.map(Stage::order).orElse(0)),
        probability,
        closed,
        old.map(Stage::created).orElse(now));
  }

  static String label(Json.Obj body, Optional<String> old) {
    return body.optText("label")
        .or(() -> old)
        .orElseThrow(() -> Refusal.validation("label is missing"));
  }

  static int order(Json.Obj body, int old) {
    return body.optDecimal("displayOrder").map(BigDecimal::intValue).orElse(old);
  }

  private static BigDecimal probability(String text) {
    return Values.decimal(text)
        .filter(p -> p.signum() >= 0 && p.compareTo(BigDecimal.ONE) <= 0)
        .filter(p -> p.stripTrailingZeros().scale() <= 1)
        .orElseThrow(() ->
            Refusal.validation("probability '%s' is not one of 0.0, 0.1 to 1.0".formatted(text)));
  }

  private String nextId() {
    lastId += 7;
    return Long.toString(lastId);
  }
}
