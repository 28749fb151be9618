package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `/composite/sobjects`: up to 200 records a call, each with its own outcome.
final class Collections {
  private static final int MAX_RECORDS = 200;
  private static final int MAX_READ = 2000;

  private final Schema schema;
  private final Tables tables;
  private final Records records;

  Collections(Tables tables, Records records) {
    this.schema = tables.schema();
    this.tables = tables;
    this.records = records;
  }

  HttpAnswer answer(Request request) {
    if (!request.part(1).equals("sobjects")) {
      throw ApiError.notFound();
    }
    if (request.parts().size() == 4 && request.method().equals("PATCH")) {
      return upsert(request);
    }
    if (request.parts().size() == 3) {
      return retrieve(request);
    }
    return switch (request.method()) {
      case "POST" ->
          write(request, r -> done(records.create(typeOf(r), bare(r), request.author())));
      case "PATCH" ->
          write(
              request,
              r -> {
                String id = r.optText("id").or(() -> r.optText("Id")).orElse("");
                records.update(typeOf(r), id, bare(r), request.author());
                return done(id);
              });
      case "DELETE" -> delete(request);
      default -> throw request.wrongMethod();
    };
  }

  @FunctionalInterface
  private interface Row {
    Json.Obj write(Json.Obj given);
  }

  private HttpAnswer write(Request request, Row row) {
    Json.Obj body = request.body();
    List<Supplier<Json.Obj>> steps = new ArrayList<>();
    body.objects("records").forEach(r -> steps.add(() -> row.write(r)));
    return run(steps, body.flag("allOrNone"));
  }

  private HttpAnswer upsert(Request request) {
    SObject type = schema.named(request.part(2));
    Field key = Rest.field(type, request.part(3));
    return write(
        request,
        given -> {
          String value = given.optText(key.name()).orElse("");
          Json.Obj rest = bare(given).without(key.name());
          Records.Upserted done = records.upsert(type, key, value, rest, request.author());
          return done(done.id()).with("created", Json.of(done.created()));
        });
  }

  private HttpAnswer delete(Request request) {
    List<Supplier<Json.Obj>> steps = new ArrayList<>();
    for (String id : request.call().param("ids").orElse("").split(",", -1)) {
      steps.add(() -> {
        SObject type = schema.ofId(id).orElseThrow(ApiError::notFound);
        records.delete(type, id, request.author());
        return done(id);
      });
    }
    return run(steps, request.call().param("allOrNone").filter("true"::equals).isPresent());
  }

  private HttpAnswer run(List<Supplier<Json.Obj>> steps, boolean allOrNone) {
    if (steps.size() > MAX_RECORDS) {
      throw ApiError.bad(
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than 200 records in this call");
    }
    Tables.Snapshot before = tables.snapshot();
    List<Json.Obj> outcomes = new ArrayList<>();
    boolean failed = false;
    for (Supplier<Json.Obj> step : steps) {
      Tables.Snapshot beforeRow = tables.snapshot();
      try {
        outcomes.add(step.get());
      } catch (ApiError e) {
        tables.restore(beforeRow);
        outcomes.add(failed(e));
        failed = true;
      }
    }
    if (failed && allOrNone) {
      tables.restore(before);
      ApiError rolledBack =
          ApiError.bad(
              "ALL_OR_NONE_OPERATION_ROLLED_BACK",
              "Record rolled back because not all records were valid and the request was using AllOrNone header");
      outcomes.replaceAll(o -> o.flag("success") ? failed(rolledBack) : o);
    }
    return HttpAnswer.json(200, Json.array(outcomes));
  }

  /// Many records by id, in the order asked for; `null` where there is none.
  private HttpAnswer retrieve(Request request) {
    SObject type = schema.named(request.part(2));
    boolean posted = request.method().equals("POST");
    List<String> ids = posted ? texts(request.body(), "ids") : listed(request, "ids");
    List<String> names = posted ? texts(request.body(), "fields") : listed(request, "fields");
    if (ids.size() > MAX_READ) {
      throw ApiError.bad("EXCEEDED_ID_LIMIT", "at most 2000 ids");
    }
    List<Field> fields = names.stream().map(n -> Rest.field(type, n)).toList();
    List<Json> found = new ArrayList<>();
    for (String id : ids) {
      Optional<Json.Obj> row = tables.find(type, id).filter(r -> !r.flag("IsDeleted"));
      found.add(
          row.<Json>map(r -> shaped(type, r, fields, request.dataPath())).orElse(Json.nothing()));
    }
    return HttpAnswer.json(200, Json.array(found));
  }

  private Json.Obj shaped(SObject type, Json.Obj row, List<Field> fields, String dataPath) {
    String url = "%s/sobjects/%s/%s".formatted(dataPath, type.name(), row.text("Id"));
    var out =
        Json.object()
            .put("attributes", Json.object().put("type", type.name()).put("url", url))
            .put("Id", row.text("Id"));
    fields.forEach(f -> out.put(f.name(), tables.read(row, type, f, dataPath)));
    return out.build();
  }

  private static List<String> texts(Json.Obj body, String name) {
    return body.list(name).stream().map(i -> i.asText(name)).toList();
  }

  private static List<String> listed(Request request, String name) {
    return Arrays.stream(request.call().param(name).orElse("").split(",", -1))
        .filter(p -> !p.isEmpty())
        .toList();
  }

  private SObject typeOf(Json.Obj given) {
    String name = given.optObj("attributes").flatMap(a -> a.optText("type")).orElse("");
    return schema
        .find(name)
        .orElseThrow(() ->
            ApiError.bad("INVALID_TYPE", "sObject type '%s' is not supported".formatted(name)));
  }

  private static Json.Obj bare(Json.Obj given) {
    return given.without("attributes").without("id").without("Id");
  }

  private static Json.Obj done(String id) {
    return Json.object().put("id", id).put("success", true).put("errors", List.of()).build();
  }

  private static Json.Obj failed(ApiError e) {
    return Json.object().put("success", false).put("errors", List.of(e.entry())).build();
  }
}
