package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Link.Spec;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Single records: list, create, read, update, archive, merge.
final class ObjectsApi {
  private static final int USUAL = 10;
  private static final int MOST = 100;

  private final Portal portal;
  private final Views views;
  private Duration associationLag = Duration.ZERO;

  ObjectsApi(Portal portal, Views views) {
    this.portal = portal;
    this.views = views;
  }

  void associationLag(Duration lag) {
    associationLag = lag;
  }

  HttpAnswer list(Request request, ObjectType type) {
    int limit = request.number("limit", USUAL, MOST);
    long from = request.param("after").map(ObjectsApi::opened).orElse(0L);
    List<Row> page = new ArrayList<>();
    for (Row row : portal.shelf(type).from(from, request.flag("archived"))) {
      page.add(row);
      if (page.size() > limit) {
        break;
      }
    }
    List<Json.Obj> results = page.stream().limit(limit).map(row -> read(row, request)).toList();
    JsonObjBuilder out = Json.object().put("results", results);
    if (page.size() > limit) {
      out.put("paging", views.next(closed(page.getLast().id()), request));
    }
    return HttpAnswer.json(200, out.build());
  }

  HttpAnswer read(Request request, ObjectType type, String id) {
    Row row = found(type, id, request.param("idProperty"), request.flag("archived"));
    return HttpAnswer.json(200, read(row, request));
  }

  HttpAnswer create(Request request, ObjectType type) {
    Json.Obj body = request.body();
    Row row = create(type, body, request.author());
    return HttpAnswer.json(201, views.written(row).build());
  }

  /// Makes a record of an input: its properties and associations.
  Row create(ObjectType type, Json.Obj input, Author author) {
    Row row = portal.create(type, properties(input), author, input.optText("objectWriteTraceId"));
    Tell tell = new Tell(portal.now(), author);
    Instant visible = tell.at().plus(associationLag);
    for (Json.Obj association : input.objects("associations")) {
      Set<Spec> specs = specs(association.list("types"));
      if (specs.isEmpty()) {
        throw Refusal.badJson("some required fields were not set: [types]");
      }
      ObjectType to = portal.associations().types().target(type, specs.iterator().next());
      End other = end(to, idOf(association.optObj("to")));
      link(new End(type, row.id()), other, specs, visible, tell);
    }
    return row;
  }

  HttpAnswer update(Request request, ObjectType type, String id) {
    Json.Obj body = request.body();
    Row old = found(type, id, request.param("idProperty"), false);
    Row row =
        portal.update(old, properties(body), request.author(), body.optText("objectWriteTraceId"));
    return HttpAnswer.json(200, views.written(row).build());
  }

  /// 204 as well when it is already gone or never was.
  HttpAnswer archive(Request request, ObjectType type, String id) {
    number(id)
        .flatMap(portal.shelf(type)::live)
        .ifPresent(row -> portal.archive(row, request.author()));
    return HttpAnswer.empty(204);
  }

  HttpAnswer merge(Request request, ObjectType type) {
    Json.Obj body = request.body();
    Row winner = found(type, text(body, "primaryObjectId"), Optional.empty(), false);
    Row loser = found(type, text(body, "objectIdToMerge"), Optional.empty(), false);
    if (winner.id() == loser.id()) {
      throw Refusal.validation("Cannot merge a record with itself");
    }
    Row row = portal.merge(winner, loser, request.author());
    return HttpAnswer.json(200, views.written(row).build());
  }

  /// Associates, unless a line item would get a second parent.
  void link(End from, End to, Set<Spec> specs, Instant visible, Tell tell) {
    parent(from, to);
    parent(to, from);
    portal.associations().link(from, to, specs, visible, tell);
  }

  private void parent(End line, End parent) {
    if (line.type() != ObjectType.LINE_ITEM || parent.type() == ObjectType.PRODUCT) {
      return;
    }
    for (ObjectType type : List.of(ObjectType.DEAL, ObjectType.QUOTE)) {
      for (Link link : portal.associations().of(line, type, Instant.MAX)) {
        End other = new End(type, link.to());
        if (!other.equals(parent) && portal.lives(other)) {
          throw Refusal.validation(
              "Line item %d already belongs to %s %d"
                  .formatted(line.id(), type.singular(), other.id()));
        }
      }
    }
  }

  /// The record of an id or of a unique property's value. The id of a record that was merged away
  /// leads to the winner.
  Row found(ObjectType type, String id, Optional<String> idProperty, boolean archived) {
    Shelf shelf = portal.shelf(type);
    if (idProperty.isPresent() && !idProperty.get().equals("hs_object_id")) {
      unique(type, idProperty.get());
      return shelf
          .by(idProperty.get(), id)
          .orElseThrow(() -> Refusal.notFound("resource not found"));
    }
    return number(id)
        .map(n -> shelf.winner(n).orElse(n))
        .flatMap(n -> archived ? shelf.find(n).filter(Row::archived) : shelf.live(n))
        .orElseThrow(() -> Refusal.notFound("resource not found"));
  }

  /// Only unique properties lead to a record.
  void unique(ObjectType type, String property) {
    if (portal.properties().find(type, property).filter(Property::unique).isEmpty()) {
      throw Refusal.validation("non-unique %s property %s".formatted(type.typeId(), property));
    }
  }

  /// The properties of an input, as texts; `null` clears as an empty text does.
  static Map<String, String> properties(Json.Obj input) {
    Json.Obj given =
        input
            .optObj("properties")
            .orElseThrow(() -> Refusal.badJson("some required fields were not set: [properties]"));
    Map<String, String> out = new LinkedHashMap<>();
    given
        .fields()
        .forEach((name, value) ->
            out.put(name, value instanceof Json.Nothing ? "" : value.asText(name)));
    return out;
  }

  static Set<Spec> specs(List<Json> types) {
    Set<Spec> specs = new LinkedHashSet<>();
    for (Json type : types) {
      Json.Obj spec = type.asObj("type");
      specs.add(
          new Spec(
              text(spec, "associationCategory"),
              Integer.parseInt(text(spec, "associationTypeId"))));
    }
    return specs;
  }

  /// The record at the other end, which must exist.
  End end(ObjectType type, String id) {
    return number(id)
        .map(n -> new End(type, portal.shelf(type).winner(n).orElse(n)))
        .filter(portal::lives)
        .orElseThrow(() ->
            new Refusal(
                404,
                "OBJECT_NOT_FOUND",
                "%s %s is not valid or does not exist".formatted(type.shout(), id),
                List.of(),
                Map.of("id", List.of(id))));
  }

  static String idOf(Optional<Json.Obj> reference) {
    return reference
        .flatMap(o -> o.optText("id"))
        .orElseThrow(() -> Refusal.badJson("some required fields were not set: [id]"));
  }

  static String text(Json.Obj body, String name) {
    return body.optText(name)
        .orElseThrow(
            () -> Refusal.badJson("some required fields were not set: [%s]".formatted(name)));
  }

  static Optional<Long> number(String id) {
    return id.matches("\\d{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  private Json.Obj read(Row row, Request request) {
    JsonObjBuilder out =
        views.shown(row, request.list("properties"), request.list("propertiesWithHistory"));
    out.putJson(
        "associations", views.associations(row, request.list("associations"), portal.now()));
    return out.build();
  }

  /// Where a page begins is not for callers to read.
  private static String closed(long id) {
    return Base64.getEncoder()
        .encodeToString(Long.toString(id).getBytes(StandardCharsets.US_ASCII));
  }

  private static long opened(String after) {
    try {
      String text = new String(Base64.getDecoder().decode(after), StandardCharsets.US_ASCII);
      return Long.parseLong(text);
    } catch (IllegalArgumentException _) {
      throw Refusal.validation("after '%s' is not a page of this list".formatted(after));
    }
  }
}
