package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Refusal.BadValue;
import io.tieout.sandbox.hubspot.Refusal.Detail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a record must have to be made, and stages that must lie in a pipeline.
final class Required {
  private Required() {}

  static void check(ObjectType type, Map<String, String> values) {
    List<String> needed =
        switch (type) {
          case DEAL -> List.of("dealname", "dealstage");
          case QUOTE -> List.of("hs_title", "hs_expiration_date");
          case NOTE, TASK -> List.of("hs_timestamp");
          case CONTACT, COMPANY, PRODUCT, LINE_ITEM -> List.of();
        };
    List<String> missing =
        needed.stream().filter(n -> values.getOrDefault(n, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          400,
          "VALIDATION_ERROR",
          "Error creating %s. Some required properties were not set.".formatted(type.shout()),
          List.of(
              new Detail(
                  "Some required properties were not set.",
                  Optional.of("REQUIRED_FIELD"),
                  Map.of("properties", missing))),
          Map.of("properties", missing));
    }
  }

  /// A deal's stage must be one of its pipeline.
  ///
  /// @param current the pipeline the deal is in when the write names none
  static List<BadValue> stage(
      Map<String, String> values, String current, Pipelines pipelines, PropertyBook properties) {
    String pipeline = values.getOrDefault("pipeline", current);
    if (pipelines.find(pipeline).isEmpty()) {
      return problem(
          properties, "pipeline", pipeline, pipelines.all().stream().map(p -> p.id()).toList());
    }
    String stage = values.getOrDefault("dealstage", "");
    List<String> allowed = pipelines.stageIds(pipeline);
    return stage.isEmpty() || allowed.contains(stage)
        ? List.of()
        : problem(properties, "dealstage", stage, allowed);
  }

  private static List<BadValue> problem(
      PropertyBook properties, String name, String value, List<String> allowed) {
    return Values.option(properties.need(ObjectType.DEAL, name), value, allowed).problem().stream()
        .toList();
  }
}
