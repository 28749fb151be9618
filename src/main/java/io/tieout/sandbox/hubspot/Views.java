package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Records as answers show them.
final class Views {
  private final Portal portal;
  private final History history;
  private final long portalId;
  private final Supplier<URI> base;

  Views(Portal portal, History history, long portalId, Supplier<URI> base) {
    this.portal = portal;
    this.history = history;
    this.portalId = portalId;
    this.base = base;
  }

  /// A record with the properties asked for and those every read gives; unset ones are `null`,
  /// unknown ones are left out without a word.
  JsonObjBuilder shown(Row row, Collection<String> asked) {
    TreeSet<String> names = new TreeSet<>(asked.isEmpty() ? row.type().defaults() : asked);
    names.add("hs_object_id");
    names.add(row.type().created());
    names.add(row.type().modified());
    JsonObjBuilder properties = Json.object();
    for (String name : names) {
      if (portal.properties().find(row.type(), name).isPresent()) {
        properties.put(name, row.value(name).map(Json::of).orElseGet(Json::nothing));
      }
    }
    return framed(row, properties);
  }

  /// A record with earlier values of some properties besides.
  JsonObjBuilder shown(Row row, Collection<String> asked, List<String> withHistory) {
    if (withHistory.isEmpty()) {
      return shown(row, asked);
    }
    List<String> all = new ArrayList<>(asked);
    all.addAll(withHistory);
    return shown(row, all)
        .put(
            "propertiesWithHistory",
            history.of(
                row,
                withHistory.stream()
                    .filter(n -> portal.properties().find(row.type(), n).isPresent())
                    .toList()));
  }

  /// A record that was just written: everything that is set.
  JsonObjBuilder written(Row row) {
    JsonObjBuilder properties = Json.object();
    row.all().forEach(properties::put);
    return framed(row, properties);
  }

  private JsonObjBuilder framed(Row row, JsonObjBuilder properties) {
    JsonObjBuilder out =
        Json.object()
            .put("id", row.idText())
            .put("properties", properties)
            .put("createdAt", Stamps.iso(row.created()))
            .put("updatedAt", Stamps.iso(row.updated()))
            .put("archived", row.archived())
            .putText("objectWriteTraceId", row.trace());
    row.archivedAt().ifPresent(at -> out.put("archivedAt", Stamps.iso(at)));
    return out.put("url", url(row));
  }

  /// Where a person opens the record.
  String url(Row row) {
    return "%s/contacts/%d/record/%s/%s"
        .formatted(base.get(), portalId, row.type().typeId(), row.idText());
  }

  /// The `associations` of a read: ids by object, without their types' numbers.
  Optional<Json.Obj> associations(Row row, List<String> toTypes, Instant now) {
    Map<String, Json.Obj> found = new TreeMap<>();
    for (String name : toTypes) {
      ObjectType to = ObjectType.named(name);
      List<Json.Obj> results =
          portal.associations().of(new Link.End(row.type(), row.id()), to, now).stream()
              .filter(l -> portal.lives(new Link.End(to, l.to())))
              .flatMap(l -> l.specs().stream().map(s -> associated(row.type(), to, l, s)))
              .toList();
      if (!results.isEmpty()) {
        found.put(to.plural().replace('_', ' '), Json.object().put("results", results).build());
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    JsonObjBuilder out = Json.object();
    found.forEach(out::put);
    return Optional.of(out.build());
  }

  /// The type is a word here: `deal_to_company`, with a suffix where there is no label, as the
  /// vendor does; labels become words of their own.
  private Json.Obj associated(ObjectType from, ObjectType to, Link link, Link.Spec spec) {
    AssociationTypes.Kind kind = portal.associations().types().need(from, to, spec);
    String plain = from.singular() + "_to_" + to.singular();
    boolean company = from == ObjectType.COMPANY || to == ObjectType.COMPANY;
    String type =
        spec.category().equals(Link.Spec.USER)
            ? kind.label().orElse(plain).toLowerCase(java.util.Locale.ROOT).replace(' ', '_')
            : kind.label().isEmpty() && company ? plain + "_unlabeled" : plain;
    return Json.object().put("id", Long.toString(link.to())).put("type", type).build();
  }

  /// The `paging` of an answer that has a next page.
  Json.Obj next(String after, Request request) {
    return Json.object()
        .put(
            "next",
            Json.object()
                .put("after", after)
                .put("link", "%s%s?after=%s".formatted(base.get(), request.call().path(), after)))
        .build();
  }
}
