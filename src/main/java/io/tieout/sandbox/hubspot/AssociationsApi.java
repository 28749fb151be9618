package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.BatchApi.Outcome;
import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Link.Spec;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Associations between records, one by one and in batches.
final class AssociationsApi {
  private static final int MOST_READ = 1000;
  private static final int MOST_WRITTEN = 2000;
  private static final int USUAL = 500;
  private static final int MOST_IN_ALL = 1_000_000;

  private final Portal portal;
  private final ObjectsApi objects;
  private final Views views;

  AssociationsApi(Portal portal, ObjectsApi objects, Views views) {
    this.portal = portal;
    this.objects = objects;
    this.views = views;
  }

  /// Below a record: `{type}/{id}/associations/...`.
  HttpAnswer ofRecord(Request request) {
    ObjectType type = ObjectType.named(request.part(0));
    if (request.is("GET", 4)) {
      if (!request.version().listsAssociations()) {
        throw Refusal.noSuchPath();
      }
      return list(request, objects.end(type, request.part(1)), ObjectType.named(request.part(3)));
    }
    if (request.is("PUT", 6) && request.part(3).equals("default")) {
      End from = objects.end(type, request.part(1));
      End to = objects.end(ObjectType.named(request.part(4)), request.part(5));
      return BatchApi.envelope(
          new Outcome(usual(from, to, tell(request)), List.of()), 200, Stamps.iso(portal.now()));
    }
    if (request.is("PUT", 5)) {
      End from = objects.end(type, request.part(1));
      End to = objects.end(ObjectType.named(request.part(3)), request.part(4));
      Set<Spec> specs = ObjectsApi.specs(request.any().asList("body"));
      objects.link(from, to, specs, portal.now(), tell(request));
      return HttpAnswer.json(201, labels(from, to, specs));
    }
    if (request.is("DELETE", 5)) {
      ObjectType toType = ObjectType.named(request.part(3));
      ObjectsApi.number(request.part(1))
          .ifPresent(id ->
              ObjectsApi.number(request.part(4))
                  .ifPresent(to ->
                      portal
                          .associations()
                          .unlink(new End(type, id), new End(toType, to), tell(request))));
      return HttpAnswer.empty(204);
    }
    throw Refusal.noSuchPath();
  }

  /// `{from}/{to}/batch/...`.
  HttpAnswer batch(Request request) {
    ObjectType from = ObjectType.named(request.part(0));
    ObjectType to = ObjectType.named(request.part(1));
    String what = String.join("/", request.parts().subList(3, request.parts().size()));
    List<Json.Obj> inputs =
        BatchApi.inputs(request.body(), what.equals("read") ? MOST_READ : MOST_WRITTEN);
    return switch (what) {
      case "read" -> read(request, from, to, inputs);
      case "create" -> create(request, from, to, inputs);
      case "associate/default" -> {
        List<Json.Obj> made = new ArrayList<>();
        for (Json.Obj input : inputs) {
          made.addAll(usual(there(from, input), back(to, input), tell(request)));
        }
        yield BatchApi.envelope(new Outcome(made, List.of()), 200, Stamps.iso(portal.now()));
      }
      case "archive" -> archived(request, inputs, input -> archive(request, from, to, input));
      case "labels/archive" ->
          archived(
              request,
              inputs,
              input ->
                  portal
                      .associations()
                      .unlabel(
                          there(from, input),
                          back(to, input),
                          ObjectsApi.specs(input.list("types"))));
      default -> throw Refusal.noSuchPath();
    };
  }

  private HttpAnswer list(Request request, End from, ObjectType to) {
    int limit = request.number("limit", USUAL, USUAL);
    int after = request.param("after").map(a -> Request.within("after", a, MOST_IN_ALL)).orElse(0);
    List<Link> seen = seen(from, to);
    JsonObjBuilder out =
        Json.object()
            .put(
                "results",
                seen.stream().skip(after).limit(limit).map(l -> shown(from, to, l)).toList());
    if (seen.size() > after + limit) {
      out.put("paging", views.next(Integer.toString(after + limit), request));
    }
    return HttpAnswer.json(200, out.build());
  }

  /// A record without any is an error entry where answers may be partial, and simply not there in
  /// 2026-09.
  private HttpAnswer read(Request request, ObjectType from, ObjectType to, List<Json.Obj> inputs) {
    List<Json.Obj> results = new ArrayList<>();
    List<Json.Obj> errors = new ArrayList<>();
    for (Json.Obj input : inputs) {
      String id = ObjectsApi.idOf(Optional.of(input));
      int after =
          input
              .optText("after")
              .filter(t -> !t.isEmpty())
              .map(t -> Request.within("after", t, MOST_IN_ALL))
              .orElse(0);
      List<Json.Obj> targets =
          ObjectsApi.number(id).stream()
              .map(n -> new End(from, n))
              .flatMap(end -> seen(end, to).stream().map(l -> shown(end, to, l)))
              .skip(after)
              .toList();
      if (targets.isEmpty()) {
        errors.add(
            new Refusal(
                    404,
                    "OBJECT_NOT_FOUND",
                    "No %s is associated with %s %s.".formatted(to.singular(), from.singular(), id),
                    List.of(),
                    java.util.Map.of("fromObjectId", List.of(id)))
                .entry(Optional.empty())
                .with("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND"));
      } else {
        JsonObjBuilder result =
            Json.object()
                .put("from", Json.object().put("id", id))
                .put("to", targets.subList(0, Math.min(USUAL, targets.size())));
        if (targets.size() > USUAL) {
          result.put(
              "paging",
              Json.object()
                  .put("next", Json.object().put("after", Integer.toString(after + USUAL))));
        }
        results.add(result.build());
      }
    }
    return BatchApi.envelope(
        new Outcome(results, errors),
        errors.isEmpty() ? 200 : request.version().partly(200),
        Stamps.iso(portal.now()));
  }

  private HttpAnswer create(
      Request request, ObjectType from, ObjectType to, List<Json.Obj> inputs) {
    List<Json.Obj> results = new ArrayList<>();
    List<Json.Obj> errors = new ArrayList<>();
    for (Json.Obj input : inputs) {
      try {
        results.add(
            portal
                .journal()
                .whole(() -> {
                  End one = there(from, input);
                  End other = back(to, input);
                  Set<Spec> specs = ObjectsApi.specs(input.list("types"));
                  objects.link(one, other, specs, portal.now(), tell(request));
                  return labels(one, other, specs);
                }));
      } catch (Refusal e) {
        errors.add(e.entry(Optional.empty()));
      }
    }
    int allWell = request.version().associated();
    return BatchApi.envelope(
        new Outcome(results, errors),
        errors.isEmpty() ? allWell : request.version().partly(allWell),
        Stamps.iso(portal.now()));
  }

  private void archive(Request request, ObjectType from, ObjectType to, Json.Obj input) {
    for (Json other : input.list("to")) {
      ObjectsApi.number(ObjectsApi.idOf(input.optObj("from")))
          .ifPresent(id ->
              ObjectsApi.number(ObjectsApi.idOf(Optional.of(other.asObj("to"))))
                  .ifPresent(target ->
                      portal
                          .associations()
                          .unlink(new End(from, id), new End(to, target), tell(request))));
    }
  }

  private HttpAnswer archived(Request request, List<Json.Obj> inputs, Consumer<Json.Obj> work) {
    inputs.forEach(work);
    int status = request.version().dissociated();
    return status == 204
        ? HttpAnswer.empty(204)
        : BatchApi.envelope(
            new Outcome(List.<Json>of(), List.of()), status, Stamps.iso(portal.now()));
  }

  private End there(ObjectType from, Json.Obj input) {
    return objects.end(from, ObjectsApi.idOf(input.optObj("from")));
  }

  private End back(ObjectType to, Json.Obj input) {
    return objects.end(to, ObjectsApi.idOf(input.optObj("to")));
  }

  /// Associates without a label and tells both ways.
  private List<Json.Obj> usual(End from, End to, Tell tell) {
    AssociationTypes types = portal.associations().types();
    Spec there = types.unlabelled(from.type(), to.type()).spec();
    Spec back = types.unlabelled(to.type(), from.type()).spec();
    objects.link(from, to, Set.of(there), portal.now(), tell);
    return List.of(made(from, to, there), made(to, from, back));
  }

  private static Json.Obj made(End from, End to, Spec spec) {
    return Json.object()
        .put("from", Json.object().put("id", Long.toString(from.id())))
        .put("to", Json.object().put("id", Long.toString(to.id())))
        .put(
            "associationSpec",
            Json.object()
                .put("associationCategory", spec.category())
                .put("associationTypeId", spec.typeId()))
        .build();
  }

  private Json.Obj labels(End from, End to, Set<Spec> specs) {
    List<String> labels =
        specs.stream()
            .map(s -> portal.associations().types().need(from.type(), to.type(), s))
            .flatMap(k -> k.label().stream())
            .toList();
    return Json.object()
        .put("fromObjectTypeId", from.type().typeId())
        .put("fromObjectId", Long.toString(from.id()))
        .put("toObjectTypeId", to.type().typeId())
        .put("toObjectId", Long.toString(to.id()))
        .put("labels", Json.texts(labels))
        .build();
  }

  private List<Link> seen(End from, ObjectType to) {
    if (!portal.lives(from)) {
      return List.of();
    }
    return portal.associations().of(from, to, portal.now()).stream()
        .filter(l -> portal.lives(new End(to, l.to())))
        .toList();
  }

  private Json.Obj shown(End from, ObjectType to, Link link) {
    List<Json.Obj> types =
        link.specs().stream()
            .map(s -> {
              Optional<String> label =
                  portal.associations().types().need(from.type(), to, s).label();
              return Json.object()
                  .put("category", s.category())
                  .put("typeId", s.typeId())
                  .put("label", label.map(Json::of).orElseGet(Json::nothing))
                  .build();
            })
            .toList();
    return Json.object()
        .put("toObjectId", Long.toString(link.to()))
        .put("associationTypes", types)
        .build();
  }

  private Tell tell(Request request) {
    return new Tell(portal.now(), request.author());
  }
}
