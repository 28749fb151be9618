package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.AssociationTypes.Kind;
import io.tieout.sandbox.hubspot.BatchApi.Outcome;
import io.tieout.sandbox.hubspot.Link.Spec;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Definitions: properties, their groups, and the labels of associations.
final class SchemaApi {
  private static final int MOST = 100;

  private final Portal portal;

  SchemaApi(Portal portal) {
    this.portal = portal;
  }

  /// `{type}/...` below properties.
  HttpAnswer properties(Request request) {
    ObjectType type = ObjectType.named(request.part(0));
    if (request.part(1).equals("groups")) {
      return groups(request, type);
    }
    if (request.part(1).equals("batch") && request.is("POST", 3)) {
      return batch(request, type);
    }
    PropertyBook book = portal.properties();
    if (request.is("GET", 1)) {
      return results(
          request.flag("archived")
              ? List.of()
              : book.all(type).stream().map(Property::json).toList());
    }
    if (request.is("POST", 1)) {
      return HttpAnswer.json(201, book.create(type, request.body(), portal.now()).json());
    }
    if (request.parts().size() != 2) {
      throw Refusal.noSuchPath();
    }
    String name = request.part(1);
    return switch (request.method()) {
      case "GET" -> HttpAnswer.json(200, book.need(type, name).json());
      case "PATCH" -> HttpAnswer.json(200, book.change(type, name, request.body()).json());
      case "DELETE" -> {
        book.archive(type, name);
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer groups(Request request, ObjectType type) {
    PropertyBook book = portal.properties();
    if (request.is("GET", 2)) {
      return results(book.groups(type));
    }
    if (request.is("POST", 2)) {
      return HttpAnswer.json(201, book.createGroup(type, request.body()));
    }
    String name = request.part(2);
    return switch (request.method()) {
      case "GET" -> HttpAnswer.json(200, book.group(type, name));
      case "PATCH" -> HttpAnswer.json(200, book.changeGroup(type, name, request.body()));
      case "DELETE" -> {
        book.archiveGroup(type, name);
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer batch(Request request, ObjectType type) {
    List<Json.Obj> inputs = BatchApi.inputs(request.body(), MOST);
    List<Json.Obj> results = new ArrayList<>();
    List<Json.Obj> errors = new ArrayList<>();
    String what = request.part(2);
    for (Json.Obj input : inputs) {
      try {
        switch (what) {
          case "read" ->
              results.add(portal.properties().need(type, ObjectsApi.text(input, "name")).json());
          case "create" ->
              results.add(portal.properties().create(type, input, portal.now()).json());
          case "archive" -> portal.properties().archive(type, ObjectsApi.text(input, "name"));
          default -> throw Refusal.noSuchPath();
        }
      } catch (Refusal e) {
        errors.add(e.entry(Optional.empty()));
      }
    }
    if (what.equals("archive")) {
      return HttpAnswer.empty(204);
    }
    int allWell =
        what.equals("create") && request.version() != ApiVersion.SEPTEMBER_2026 ? 201 : 200;
    return BatchApi.envelope(
        new Outcome(results, errors),
        errors.isEmpty() ? allWell : request.version().partly(allWell),
        Stamps.iso(portal.now()));
  }

  /// `{from}/{to}/labels[/{typeId}]`.
  HttpAnswer labels(Request request) {
    ObjectType from = ObjectType.named(request.part(0));
    ObjectType to = ObjectType.named(request.part(1));
    AssociationTypes types = portal.associations().types();
    return switch (request.method()) {
      case "GET" -> results(types.between(from, to).stream().map(SchemaApi::label).toList());
      case "POST" -> {
        Spec made = types.label(from, to, ObjectsApi.text(request.body(), "label"));
        Kind there = types.need(from, to, made);
        yield results(List.of(label(there), label(types.need(to, from, there.inverse()))));
      }
      case "PUT" -> {
        Json.Obj body = request.body();
        types.rename(from, to, body.integer("associationTypeId"), ObjectsApi.text(body, "label"));
        yield HttpAnswer.empty(204);
      }
      case "DELETE" -> {
        types.remove(from, to, Request.within("associationTypeId", request.part(3), 100_000));
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  private static Json.Obj label(Kind kind) {
    return Json.object()
        .put("category", kind.spec().category())
        .put("typeId", kind.spec().typeId())
        .put("label", kind.label().map(Json::of).orElseGet(Json::nothing))
        .build();
  }

  static HttpAnswer results(List<? extends Json> results) {
    return HttpAnswer.json(200, Json.object().put("results", results).build());
  }
}
