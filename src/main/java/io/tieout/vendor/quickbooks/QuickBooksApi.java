package io.tieout.vendor.quickbooks;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The calls of QuickBooks' API we use, as JSON.
final class QuickBooksApi {
  private static final String JSON = "application/json;charset=UTF-8";
  private static final String NOT_FOUND = "610";

  /// Bounds the paging, should a server ignore the start position.
  private static final int MOST_PAGES = 10_000;

  private final QuickBooksSettings settings;
  private final AuthorizedOutbound out;

  QuickBooksApi(QuickBooksSettings settings, AuthorizedOutbound out) {
    this.settings = settings;
    this.out = out;
  }

  /// The entity by its id; empty when QuickBooks says that there is none, or none any more.
  Optional<Json.Obj> byId(String entity, String id) {
    try {
      return Optional.of(one(entity, path(entity) + "/" + encoded(id)));
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Refused(_, String code, _) && code.equals(NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The entity that answers a `GET` on the path.
  Json.Obj one(String entity, String path) {
    Json.Obj body = read(path, Map.of());
    return reading(() -> body.obj(entity));
  }

  /// Every record the query finds, page by page to the end.
  List<Json.Obj> query(QuickBooksQuery query) {
    Map<String, Json.Obj> found = new LinkedHashMap<>();
    int size = settings.pageSize();
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Json.Obj> rows = page(query, page * size + 1);
      reading(() -> {
        rows.forEach(row -> found.put(row.text("Id"), row));
        return rows;
      });
      if (rows.size() < size) {
        return List.copyOf(found.values());
      }
    }
    throw new Fault.Broken(
            "QuickBooks gave %d full pages of %s without an end; raise pageSize %d"
                .formatted(MOST_PAGES, query.entity(), size))
        .asException();
  }

  /// One page of what the query finds.
  ///
  /// @param start 1 for the first record
  List<Json.Obj> page(QuickBooksQuery query, int start) {
    String statement = query.page(start, settings.pageSize());
    Json.Obj body = read("query", Map.of("query", statement));
    return reading(() -> body.obj("QueryResponse").objects(query.entity()));
  }

  /// What the change feed holds for one kind of entity since then, at most a thousand.
  List<Json.Obj> changed(String entity, Instant since) {
    Json.Obj body =
        read(
            "cdc",
            Map.of(
                "entities",
                entity,
                "changedSince",
                since.truncatedTo(ChronoUnit.SECONDS).toString()));
    return reading(() -> {
      List<Json.Obj> rows = new ArrayList<>();
      for (Json.Obj response : body.objects("CDCResponse")) {
        for (Json.Obj result : response.objects("QueryResponse")) {
          rows.addAll(result.objects(entity));
        }
      }
      return rows;
    });
  }

  /// Creates the entity and hands what QuickBooks made of it to the reader. An answer that cannot
  /// be read is ambiguous: the record may well be there.
  <T> T create(String entity, Json.Obj body, String key, Function<Json.Obj, T> reader) {
    return write(entity, Map.of("requestid", Limits.requestId(key)), body, reader);
  }

  /// Does something other than changing fields to an entity; as [#create].
  ///
  /// @param operation `void`
  <T> T operate(
      String operation, String entity, Json.Obj body, String key, Function<Json.Obj, T> reader) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("operation", operation);
    parameters.put("requestid", Limits.requestId(key));
    return write(entity, parameters, body, reader);
  }

  private <T> T write(
      String entity, Map<String, String> parameters, Json.Obj body, Function<Json.Obj, T> reader) {
    Call call =
        Call.write(
            "POST",
            uri(path(entity), parameters),
            JSON,
            body.print().getBytes(StandardCharsets.UTF_8));
    Answer answer = out.send(accepting(call));
    return afterWrite(call, () -> reader.apply(Json.parseObj(answer.text()).obj(entity)));
  }

  /// Uploads files; hands the answer's document to the reader.
  void upload(Multipart body, String key, BiConsumer<Json.Obj, Call> reader) {
    Call call =
        Call.write(
            "POST",
            uri("upload", Map.of("requestid", Limits.requestId(key))),
            body.contentType(),
            body.bytes());
    Answer answer = out.send(accepting(call));
    afterWrite(
        call,
        () -> {
          reader.accept(Json.parseObj(answer.text()), call);
          return call;
        });
  }

  /// Runs a mapping of what was read; what does not fit is `Fault.Broken`.
  static <T> T reading(Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new FaultException(
          new Fault.Broken("QuickBooks answered in a shape we do not know: " + e.getMessage()), e);
    }
  }

  private static <T> T afterWrite(Call call, Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new FaultException(
          new Fault.Ambiguous(
              call + " was carried out, but its answer cannot be read: " + e.getMessage()),
          e);
    }
  }

  private Json.Obj read(String path, Map<String, String> parameters) {
    Answer answer = out.send(accepting(Call.get(uri(path, parameters))));
    return reading(() -> answer.json().asObj("answer"));
  }

  private static Call accepting(Call call) {
    return call.withHeader("Accept", "application/json");
  }

  private URI uri(String path, Map<String, String> parameters) {
    StringBuilder text =
        new StringBuilder()
            .append(settings.apiBase())
            .append("/v3/company/")
            .append(settings.realmId())
            .append('/')
            .append(path)
            .append("?minorversion=")
            .append(settings.minorVersion());
    parameters.forEach(
        (name, value) -> text.append('&').append(name).append('=').append(encoded(value)));
    return URI.create(text.toString());
  }

  private static String path(String entity) {
    return entity.toLowerCase(Locale.ROOT);
  }

  /// A space as `%20`, which is right in a path and in a query alike.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
