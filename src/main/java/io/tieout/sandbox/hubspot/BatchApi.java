package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Batches of records. One bad input spoils the whole batch, unless every input carries an
/// `objectWriteTraceId`: then each stands for itself and the answer tells which failed.
final class BatchApi {
  private static final int MOST = 100;

  private final Portal portal;
  private final ObjectsApi objects;
  private final Views views;

  BatchApi(Portal portal, ObjectsApi objects, Views views) {
    this.portal = portal;
    this.objects = objects;
    this.views = views;
  }

  HttpAnswer answer(Request request, ObjectType type) {
    Json.Obj body = request.body();
    List<Json.Obj> inputs = inputs(body, MOST);
    return switch (request.parts().getLast()) {
      case "read" -> read(request, type, body, inputs);
      case "create" ->
          each(
              request,
              inputs,
              201,
              input -> views.written(objects.create(type, input, request.author())));
      case "update" ->
          each(request, inputs, 200, input -> views.written(update(type, input, request)));
      case "upsert" -> each(request, inputs, 200, input -> upsert(type, input, request));
      case "archive" -> {
        for (Json.Obj input : inputs) {
          objects.archive(request, type, ObjectsApi.idOf(Optional.of(input)));
        }
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.noSuchPath();
    };
  }

  static List<Json.Obj> inputs(Json.Obj body, int most) {
    if (!body.has("inputs")) {
      throw Refusal.badJson("some required fields were not set: [inputs]");
    }
    List<Json.Obj> inputs = body.objects("inputs");
    if (inputs.size() > most) {
      throw Refusal.validation(
          "The maximum number of inputs supported in a batch request is %d".formatted(most));
    }
    return inputs;
  }

  /// What is missing is not an error of the call: the rows are not there and `errors` names them.
  private HttpAnswer read(Request request, ObjectType type, Json.Obj body, List<Json.Obj> inputs) {
    Optional<String> idProperty =
        body.optText("idProperty").filter(p -> !p.isBlank() && !p.equals("hs_object_id"));
    idProperty.ifPresent(p -> objects.unique(type, p));
    List<String> asked = texts(body, "properties");
    List<String> withHistory = texts(body, "propertiesWithHistory");
    List<Json.Obj> results = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Json.Obj input : inputs) {
      String id = ObjectsApi.idOf(Optional.of(input));
      Optional<Row> row =
          idProperty.isPresent()
              ? portal.shelf(type).by(idProperty.get(), id)
              : ObjectsApi.number(id)
                  .flatMap(portal.shelf(type)::find)
                  .filter(r -> r.archived() == request.flag("archived"));
      row.ifPresentOrElse(
          r -> results.add(views.shown(r, asked, withHistory).build()), () -> missing.add(id));
    }
    List<Json.Obj> errors = missing.isEmpty() ? List.of() : List.of(missing(type, missing));
    return answer(request, 200, results, errors);
  }

  private static List<String> texts(Json.Obj body, String name) {
    return body.list(name).stream().map(p -> p.asText(name)).toList();
  }

  private static Json.Obj missing(ObjectType type, List<String> ids) {
    return new Refusal(
            404,
            "OBJECT_NOT_FOUND",
            "Could not get some %s objects, they may be deleted or not exist. Check that ids are valid."
                .formatted(type.shout()),
            List.of(),
            Map.of("ids", ids))
        .entry(Optional.empty());
  }

  /// A batch does not follow the ids of records that were merged away.
  private Row update(ObjectType type, Json.Obj input, Request request) {
    String id = ObjectsApi.idOf(Optional.of(input));
    Optional<String> idProperty = input.optText("idProperty");
    if (idProperty.isEmpty() && ObjectsApi.number(id).flatMap(portal.shelf(type)::live).isEmpty()) {
      throw new Refusal(
          404,
          "OBJECT_NOT_FOUND",
          "Could not get some %s objects, they may be deleted or not exist. Check that ids are valid."
              .formatted(type.shout()),
          List.of(),
          Map.of("ids", List.of(id)));
    }
    return portal.update(
        objects.found(type, id, idProperty, false),
        ObjectsApi.properties(input),
        request.author(),
        input.optText("objectWriteTraceId"));
  }

  private JsonObjBuilder upsert(ObjectType type, Json.Obj input, Request request) {
    String key =
        input
            .optText("idProperty")
            .orElseThrow(() ->
                Refusal.validation("idProperty is required to upsert %s".formatted(type.plural())));
    objects.unique(type, key);
    String id = ObjectsApi.idOf(Optional.of(input));
    Optional<Row> old = portal.shelf(type).by(key, id);
    Optional<String> trace = input.optText("objectWriteTraceId");
    Map<String, String> given = ObjectsApi.properties(input);
    given.putIfAbsent(key, id);
    Row row =
        old.map(o -> portal.update(o, given, request.author(), trace))
            .orElseGet(() -> portal.create(type, given, request.author(), trace));
    return views.written(row).put("new", old.isEmpty());
  }

  private HttpAnswer each(
      Request request,
      List<Json.Obj> inputs,
      int allWell,
      Function<Json.Obj, JsonObjBuilder> work) {
    boolean traced =
        !inputs.isEmpty() && inputs.stream().allMatch(i -> i.has("objectWriteTraceId"));
    List<Json.Obj> results = new ArrayList<>();
    List<Json.Obj> errors = new ArrayList<>();
    for (Json.Obj input : inputs) {
      if (!traced) {
        results.add(work.apply(input).build());
        continue;
      }
      try {
        results.add(portal.journal().whole(() -> work.apply(input).build()));
      } catch (Refusal e) {
        errors.add(e.entry(input.optText("objectWriteTraceId")));
      }
    }
    return answer(request, allWell, results, errors);
  }

  private HttpAnswer answer(
      Request request, int allWell, List<Json.Obj> results, List<Json.Obj> errors) {
    return envelope(
        new Outcome(results, errors),
        errors.isEmpty() ? allWell : request.version().partly(allWell),
        Stamps.iso(portal.now()));
  }

  record Outcome(List<? extends Json> results, List<Json.Obj> errors) {}

  /// The frame that all batches answer in.
  static HttpAnswer envelope(Outcome outcome, int status, String now) {
    JsonObjBuilder out = Json.object().put("status", "COMPLETE").put("results", outcome.results());
    if (!outcome.errors().isEmpty()) {
      out.put("numErrors", outcome.errors().size()).put("errors", outcome.errors());
    }
    return HttpAnswer.json(status, out.put("startedAt", now).put("completedAt", now).build());
  }
}
