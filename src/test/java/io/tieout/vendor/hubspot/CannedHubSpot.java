package io.tieout.vendor.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// HubSpot's answers as a test sets them, for what a working stand-in does not do on request:
/// records that are not there yet, associations that come late, versions that are gone.
final class CannedHubSpot implements AutoCloseable {
  static final String NOW = "2026-11-22T08:00:00Z";

  final Weather weather = new Weather();
  final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  final Map<String, Map<Long, Json.Obj>> records = new ConcurrentHashMap<>();
  final Map<String, List<Json.Obj>> links = new ConcurrentHashMap<>();
  volatile Set<String> versions = Set.of("2026-09", "2026-03");
  volatile int searchCap = 10_000;
  volatile int linksPage = 100;

  /// Answers before anything else does, when it wants to.
  volatile Function<HttpCall, Optional<HttpAnswer>> first = _ -> Optional.empty();

  private final LoopbackServer server =
      LoopbackServer.start(
          "canned", 0, this::answer, weather, () -> error(429, "RATE_LIMITS", "slow down"));

  URI base() {
    return server.base();
  }

  /// A record whose properties are `name=value`, and which changed now.
  void put(String type, long id, String... properties) {
    putAt(type, id, NOW, properties);
  }

  void putAt(String type, long id, String changed, String... properties) {
    JsonObjBuilder values =
        Json.object()
            .put("hs_object_id", Long.toString(id))
            .put("hs_lastmodifieddate", changed)
            .put("lastmodifieddate", changed);
    for (String property : properties) {
      String[] parts = property.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    records
        .computeIfAbsent(type, _ -> new TreeMap<>())
        .put(
            id,
            Json.object()
                .put("id", Long.toString(id))
                .put("properties", values)
                .put("createdAt", "2026-11-01T00:00:00Z")
                .put("updatedAt", changed)
                .put("archived", false)
                .build());
  }

  /// A record that was deleted at that time.
  void archive(String type, long id, String at) {
    putAt(type, id, "2026-11-01T00:00:00Z");
    records
        .getOrDefault(type, Map.of())
        .computeIfPresent(
            id, (_, record) -> record.with("archived", Json.of(true)).with("archivedAt", at));
  }

  void link(String from, long id, String to, long other, int typeId, String label) {
    links
        .computeIfAbsent(from + "/" + to + "/" + id, _ -> new CopyOnWriteArrayList<>())
        .add(
            Json.object()
                // As a number, which has been seen in live answers.
                .put("toObjectId", other)
                .put(
                    "associationTypes",
                    List.of(
                        Json.object()
                            .put("category", label.isEmpty() ? "HUBSPOT_DEFINED" : "USER_DEFINED")
                            .put("typeId", typeId)
                            .put("label", label.isEmpty() ? Json.nothing() : Json.of(label))
                            .build()))
                .build());
  }

  /// The calls whose path has this in it, as `METHOD path`.
  List<String> callsTo(String part) {
    return calls.stream()
        .filter(c -> c.path().contains(part))
        .map(c -> c.method() + " " + c.path())
        .toList();
  }

  static HttpAnswer error(int status, String category, String message) {
    return HttpAnswer.json(
        status,
        Json.object()
            .put("status", "error")
            .put("message", message)
            .put("category", category)
            .build());
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpCall call) {
    calls.add(call);
    Optional<HttpAnswer> odd = first.apply(call);
    if (odd.isPresent()) {
      return odd.get();
    }
    String[] parts = call.path().substring(1).split("/");
    if (parts.length < 3 || versions.stream().noneMatch(v -> List.of(parts).contains(v))) {
      return HttpAnswer.json(404, Json.object().put("message", "resource not found").build());
    }
    return switch (parts[0] + "/" + parts[1]) {
      case "account-info/2026-09", "account-info/2026-03" ->
          HttpAnswer.json(
              200,
              Json.parse(
                  "{\"portalId\":62515,\"timeZone\":\"America/New_York\",\"companyCurrency\":\"USD\",\"uiDomain\":\"app-eu1.hubspot.com\"}"));
      case "crm/pipelines" -> HttpAnswer.json(200, Json.parse(PIPELINES));
      case "crm/owners" ->
          HttpAnswer.json(
              200, Json.parse("{\"id\":\"7\",\"firstName\":\"Sam\",\"lastName\":\"Seller\"}"));
      case "crm/associations" -> associations(parts, call);
      case "crm/objects" -> objects(parts, call);
      default -> error(404, "OBJECT_NOT_FOUND", "resource not found");
    };
  }

  static final String PIPELINES =
      """
      {"results":[{"id":"881","label":"Sales","stages":[
        {"id":"1001","label":"Talking","metadata":{"probability":"0.4","isClosed":"false"}},
        {"id":"1002","label":"Unterschrieben","metadata":{"probability":"1.0","isClosed":"true"}},
        {"id":"closedwon","label":"Closed Won","metadata":{"probability":"0.9","isClosed":"false"}},
        {"id":"1003","label":"Gone","metadata":{"probability":"0.0","isClosed":"true"}}]}]}
      """;

  private HttpAnswer associations(String[] parts, HttpCall call) {
    String pair = parts[3] + "/" + parts[4] + "/";
    if (parts[5].equals("labels")) {
      return HttpAnswer.json(
          200,
          Json.parse(
              "{\"results\":[{\"category\":\"HUBSPOT_DEFINED\",\"typeId\":4711,\"label\":null}]}"));
    }
    List<Json.Obj> results = new ArrayList<>();
    for (Json.Obj input : Json.parseObj(call.text()).objects("inputs")) {
      List<Json.Obj> all = links.getOrDefault(pair + input.text("id"), List.of());
      int start = input.optText("after").map(Integer::parseInt).orElse(0);
      int end = Math.min(all.size(), start + linksPage);
      JsonObjBuilder result =
          Json.object()
              .put("from", Json.object().put("id", input.text("id")))
              .put("to", all.subList(start, end));
      if (end < all.size()) {
        result.put("paging", next(Integer.toString(end)));
      }
      results.add(result.build());
    }
    return results(results);
  }

  private HttpAnswer objects(String[] parts, HttpCall call) {
    Map<Long, Json.Obj> shelf = records.getOrDefault(parts[3], new TreeMap<>());
    String rest = String.join("/", List.of(parts).subList(4, parts.length));
    if (rest.equals("batch/read")) {
      return results(
          Json.parseObj(call.text()).objects("inputs").stream()
              .map(i -> Long.parseLong(i.text("id")))
              .filter(shelf::containsKey)
              .map(shelf::get)
              .toList());
    }
    if (rest.equals("search")) {
      return search(shelf, Json.parseObj(call.text()));
    }
    if (rest.isEmpty() && call.method().equals("GET")) {
      return results(
          shelf.values().stream()
              .filter(r ->
                  r.flag("archived") == call.param("archived").filter("true"::equals).isPresent())
              .toList());
    }
    if (call.method().equals("GET")) {
      return Optional.ofNullable(shelf.get(Long.parseLong(rest)))
          .map(r -> HttpAnswer.json(200, r))
          .orElseGet(() -> error(404, "OBJECT_NOT_FOUND", "not found"));
    }
    return HttpAnswer.json(
        call.method().equals("POST") ? 201 : 200, Json.object().put("id", "99").build());
  }

  private HttpAnswer search(Map<Long, Json.Obj> shelf, Json.Obj query) {
    int limit = query.integer("limit");
    int after = query.optText("after").map(Integer::parseInt).orElse(0);
    if (after + limit > searchCap) {
      return error(400, "VALIDATION_ERROR", "beyond the cap");
    }
    List<Json.Obj> filters = query.objects("filterGroups").getFirst().objects("filters");
    List<Json.Obj> hits =
        shelf.values().stream()
            .filter(r -> filters.stream().allMatch(f -> matches(r.obj("properties"), f)))
            .sorted(Comparator.comparingLong((Json.Obj r) -> Long.parseLong(r.text("id"))))
            .toList();
    int end = Math.min(hits.size(), after + limit);
    JsonObjBuilder out =
        Json.object().put("total", hits.size()).put("results", hits.subList(after, end));
    if (end < hits.size()) {
      out.put("paging", next(Integer.toString(end)));
    }
    return HttpAnswer.json(200, out.build());
  }

  private static boolean matches(Json.Obj values, Json.Obj filter) {
    String name = filter.text("propertyName");
    long wanted = Long.parseLong(filter.text("value"));
    long value =
        name.equals("hs_object_id")
            ? Long.parseLong(values.text(name))
            : Instant.parse(values.text(name)).toEpochMilli();
    return switch (filter.text("operator")) {
      case "GTE" -> value >= wanted;
      case "GT" -> value > wanted;
      case "LT" -> value < wanted;
      default -> throw new IllegalArgumentException(filter.print());
    };
  }

  private static Json.Obj next(String after) {
    return Json.object().put("next", Json.object().put("after", after)).build();
  }

  static HttpAnswer results(List<Json.Obj> results) {
    return HttpAnswer.json(
        200, Json.object().put("status", "COMPLETE").put("results", results).build());
  }
}
