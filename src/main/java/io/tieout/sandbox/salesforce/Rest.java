package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The resources under `/services/data/vNN.N`: records, describes, queries, changes, files.
final class Rest {
  private static final Duration REPLICATION_WINDOW = Duration.ofDays(30);
  private static final int GONE_WINDOW_HOURS = 15 * 24;

  private final Schema schema;
  private final Tables tables;
  private final Records records;
  private final Queries queries;
  private final Describe describe;
  private final Collections collections;

  Rest(Tables tables, Records records, Queries queries) {
    this.schema = tables.schema();
    this.tables = tables;
    this.records = records;
    this.queries = queries;
    this.describe = new Describe(schema);
    this.collections = new Collections(tables, records);
  }

  HttpAnswer answer(Request request) {
    return switch (request.part(0)) {
      case "" -> HttpAnswer.json(200, describe.resources(request.dataPath()));
      case "query", "queryAll" -> query(request);
      case "sobjects" -> sobjects(request);
      case "composite" -> collections.answer(request);
      default -> throw ApiError.notFound();
    };
  }

  private HttpAnswer query(Request request) {
    if (!request.method().equals("GET")) {
      throw request.wrongMethod();
    }
    if (request.parts().size() > 1) {
      return HttpAnswer.json(200, queries.more(request.part(1)));
    }
    String text =
        request
            .call()
            .param("q")
            .orElseThrow(
                () -> ApiError.bad("MALFORMED_QUERY", "A query string has to be specified"));
    boolean withDeleted = request.part(0).equals("queryAll");
    return HttpAnswer.json(
        200,
        queries.answer(
            new SoqlRun.Asked(text, request.dataPath(), withDeleted),
            request.call().header("Sforce-Query-Options").orElse("")));
  }

  private HttpAnswer sobjects(Request request) {
    List<String> parts = request.parts();
    if (parts.size() == 1) {
      return HttpAnswer.json(200, describe.global(request.dataPath()));
    }
    SObject type = schema.named(parts.get(1));
    if (parts.size() == 2) {
      return switch (request.method()) {
        case "GET" -> HttpAnswer.json(200, describe.basic(type, request.dataPath()));
        case "POST" -> created(records.create(type, request.body(), request.author()));
        default -> throw request.wrongMethod();
      };
    }
    return switch (parts.get(2)) {
      case "describe" -> HttpAnswer.json(200, describe.full(type, request.dataPath()));
      case "updated" -> updated(type, request);
      case "deleted" -> deleted(type, request);
      default -> parts.size() == 3 ? row(type, request) : deeper(type, request);
    };
  }

  private HttpAnswer row(SObject type, Request request) {
    String id = request.part(2);
    return switch (request.method()) {
      case "GET" -> read(type, tables.live(type, id), request);
      case "PATCH" -> {
        unmodified(tables.live(type, id), request);
        records.update(type, id, request.body(), request.author());
        yield HttpAnswer.empty(204);
      }
      case "DELETE" -> {
        records.delete(type, id, request.author());
        yield HttpAnswer.empty(204);
      }
      default -> throw request.wrongMethod();
    };
  }

  /// `/sobjects/ContentVersion/068…/VersionData`, or a record by its external key.
  private HttpAnswer deeper(SObject type, Request request) {
    Field field =
        type.field(request.part(2))
            .filter(f -> f.is("extid") || f.name().equals("Id"))
            .orElse(null);
    if (field == null) {
      Json.Obj row = tables.live(type, request.part(2));
      if (type.field(request.part(3)).filter(f -> f.kind().name().equals("base64")).isEmpty()) {
        throw ApiError.notFound();
      }
      byte[] file = tables.file(row.text("Id")).orElseThrow(ApiError::notFound);
      return HttpAnswer.of(200, "application/octetstream", file);
    }
    List<Json.Obj> found = tables.where(type.name(), field.name(), request.part(3));
    if (found.size() > 1) {
      return HttpAnswer.json(300, addresses(type, found, request));
    }
    return switch (request.method()) {
      case "GET" -> read(type, found.stream().findFirst().orElseThrow(ApiError::notFound), request);
      case "PATCH" -> upsert(type, field, found, request);
      case "DELETE" -> {
        records.delete(
            type,
            found.stream().findFirst().orElseThrow(ApiError::notFound).text("Id"),
            request.author());
        yield HttpAnswer.empty(204);
      }
      default -> throw request.wrongMethod();
    };
  }

  private HttpAnswer upsert(SObject type, Field field, List<Json.Obj> found, Request request) {
    boolean updateOnly = request.call().param("updateOnly").filter("true"::equals).isPresent();
    if (found.isEmpty() && updateOnly) {
      throw ApiError.notFound();
    }
    if (request.body().has(field.name())) {
      throw ApiError.bad(
          "INVALID_FIELD",
          "The %s field should not be specified in the sobject data.".formatted(field.name()),
          field.name());
    }
    if (!found.isEmpty()) {
      unmodified(found.getFirst(), request);
    }
    Records.Upserted done =
        records.upsert(type, field, request.part(3), request.body(), request.author());
    return HttpAnswer.json(
        done.created() ? 201 : 200,
        Json.object()
            .put("id", done.id())
            .put("success", true)
            .put("errors", List.of())
            .put("created", done.created())
            .build());
  }

  private HttpAnswer read(SObject type, Json.Obj row, Request request) {
    Instant changed = Values.instant(row.text("SystemModstamp"));
    Optional<Instant> since = moment(request, "If-Modified-Since");
    if (since.filter(s -> !changed.isAfter(s)).isPresent()) {
      return HttpAnswer.empty(304);
    }
    Optional<String> wanted = request.call().param("fields");
    List<Field> fields =
        wanted
            .map(w -> Arrays.stream(w.split(",", -1)).map(n -> field(type, n.strip())).toList())
            .orElseGet(type::fields);
    return HttpAnswer.json(200, shape(type, row, fields, request.dataPath()))
        .withHeader(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atOffset(ZoneOffset.UTC)));
  }

  /// A record as REST shows it: its address, the asked fields, and its id at the end.
  private Json shape(SObject type, Json.Obj row, List<Field> fields, String dataPath) {
    var out =
        Json.object()
            .put(
                "attributes",
                Json.object().put("type", type.name()).put("url", address(type, row, dataPath)));
    fields.forEach(f -> out.put(f.name(), tables.read(row, type, f, dataPath)));
    return out.put("Id", row.text("Id")).build();
  }

  static Field field(SObject type, String name) {
    return type.field(name)
        .orElseThrow(() ->
            ApiError.bad(
                "INVALID_FIELD",
                "No such column '%s' on sobject of type %s".formatted(name, type.name())));
  }

  private static void unmodified(Json.Obj row, Request request) {
    Optional<Instant> since = moment(request, "If-Unmodified-Since");
    Instant changed = Values.instant(row.text("LastModifiedDate"));
    if (since.filter(changed::isAfter).isPresent()) {
      throw new ApiError(
          412,
          "PRECONDITION_FAILED",
          "One or more conditions given in the request headers evaluated to false");
    }
  }

  private static Optional<Instant> moment(Request request, String header) {
    try {
      return request
          .call()
          .header(header)
          .map(h -> ZonedDateTime.parse(h, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      throw ApiError.bad("MALFORMED_HEADER", "%s is no HTTP date".formatted(header));
    }
  }

  private HttpAnswer updated(SObject type, Request request) {
    Window window = window(request);
    List<String> ids =
        tables.where(type, r -> window.holds(r)).stream().map(r -> r.text("Id")).toList();
    return HttpAnswer.json(
        200,
        Json.object()
            .put("ids", Json.texts(ids))
            .put("latestDateCovered", Values.stamp(window.covered()))
            .build());
  }

  private HttpAnswer deleted(SObject type, Request request) {
    Window window = window(request);
    List<Json.Obj> gone =
        tables.all(type).stream()
            .filter(r -> r.flag("IsDeleted") && window.holds(r))
            .map(r ->
                Json.object()
                    .put("id", r.text("Id"))
                    .put("deletedDate", r.text("SystemModstamp"))
                    .build())
            .toList();
    Instant earliest = request.author().at().minus(Duration.ofHours(GONE_WINDOW_HOURS));
    return HttpAnswer.json(
        200,
        Json.object()
            .put("deletedRecords", gone)
            .put("earliestDateAvailable", Values.stamp(earliest))
            .put("latestDateCovered", Values.stamp(window.covered()))
            .build());
  }

  private record Window(Instant from, Instant to, Instant covered) {
    boolean holds(Json.Obj row) {
      Instant at = Values.instant(row.text("SystemModstamp"));
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  private static Window window(Request request) {
    Instant now = request.author().at();
    try {
      Instant from = Values.instant(request.call().param("start").orElse("").replace(' ', '+'));
      Instant to = Values.instant(request.call().param("end").orElse("").replace(' ', '+'));
      if (!from.isBefore(to) || from.isBefore(now.minus(REPLICATION_WINDOW))) {
        throw ApiError.bad(
            "INVALID_REPLICATION_DATE", "startDate before org replication enabled date");
      }
      return new Window(from, to, to.isAfter(now) ? now : to);
    } catch (DateTimeException e) {
      throw ApiError.bad("INVALID_REPLICATION_DATE", "start and end must be dates and times");
    }
  }

  private static Json addresses(SObject type, List<Json.Obj> rows, Request request) {
    return Json.array(rows.stream().map(r -> Json.of(address(type, r, request.dataPath()))));
  }

  private static String address(SObject type, Json.Obj row, String dataPath) {
    return "%s/sobjects/%s/%s".formatted(dataPath, type.name(), row.text("Id"));
  }

  private static HttpAnswer created(String id) {
    return HttpAnswer.json(
        201, Json.object().put("id", id).put("success", true).put("errors", List.of()).build());
  }
}
