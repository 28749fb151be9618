package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which records belong together. Always read in batches: the newest version has no other way.
final class Associations {
  private static final int BATCH = 500;
  private static final int MAX_ROUNDS = 1_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);
  private static final int LOOKS = 3;
  private static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";

  private final HubSpotApi api;
  private final Timing timing;
  private final Duration settling;

  Associations(HubSpotApi api, Timing timing, Duration settling) {
    this.api = api;
    this.timing = timing;
    this.settling = settling;
  }

  /// One association.
  ///
  /// @param vendorTypes HubSpot's own type ids of it
  /// @param labels in lower case
  record Link(String id, List<Integer> vendorTypes, List<String> labels) {
    boolean labelled(String word) {
      return labels.stream().anyMatch(l -> l.contains(word));
    }
  }

  /// The associations of each record; a record without any has an empty list.
  Map<String, List<Link>> read(HubSpotType from, HubSpotType to, Collection<String> ids) {
    Map<String, List<Link>> links = new LinkedHashMap<>();
    ids.forEach(id -> links.put(id, new ArrayList<>()));
    List<Json.Obj> open =
        new ArrayList<>(ids.stream().map(id -> Json.object().put("id", id).build()).toList());
    URI uri = api.path("/crm/associations/%s/%s/%s/batch/read", from.path(), to.path());
    for (int round = 0; !open.isEmpty(); round++) {
      if (round >= MAX_ROUNDS) {
        throw new Fault.Broken("HubSpot: associations have no end after " + round + " pages")
            .asException();
      }
      List<Json.Obj> inputs = List.copyOf(open.subList(0, Math.min(BATCH, open.size())));
      open.subList(0, inputs.size()).clear();
      Json.Obj answer = api.query(uri, Json.object().put("inputs", inputs).build());
      open.addAll(Shape.read("associations", () -> taken(answer, links)));
    }
    return links;
  }

  List<Link> of(HubSpotType from, HubSpotType to, String id) {
    return read(from, to, List.of(id)).getOrDefault(id, List.of());
  }

  /// As [#of], but none is believed only after a few looks while the record is new: associations
  /// appear some time after the record they came with.
  List<Link> settled(HubSpotType to, Row row) {
    List<Link> links = of(row.type(), to, row.id());
    for (int look = 1; look < LOOKS && links.isEmpty() && unsettled(row); look++) {
      pause();
      links = of(row.type(), to, row.id());
    }
    return links;
  }

  /// Whether the record changed so lately that something of it may not be visible yet.
  boolean unsettled(Row row) {
    Instant end = row.changedAt().plus(settling);
    return timing.clock().instant().isBefore(end);
  }

  void pause() {
    try {
      timing.pause().pause(BETWEEN_LOOKS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Fault.Transient("HubSpot: interrupted while waiting for an association")
          .asException();
    }
  }

  /// The company that is marked as the primary one, else the first.
  static Optional<String> company(List<Link> links, int primaryType) {
    return links.stream()
        .filter(l -> l.vendorTypes().contains(primaryType))
        .findFirst()
        .or(() -> links.stream().filter(l -> l.labelled("primary")).findFirst())
        .or(() -> links.stream().findFirst())
        .map(Link::id);
  }

  /// HubSpot's own type of the unlabelled association.
  int unlabelledType(HubSpotType from, HubSpotType to, int usual) {
    Json.Obj answer =
        api.get(api.path("/crm/associations/%s/%s/%s/labels", from.path(), to.path()));
    return Shape.read(
        "association labels",
        () ->
            answer.objects("results").stream()
                .filter(t -> t.text("category").equals(HUBSPOT_DEFINED))
                .filter(t -> t.get("label").isEmpty())
                .map(t -> t.integer("typeId"))
                .findFirst()
                .orElse(usual));
  }

  /// The `associations` of a record that is created.
  static JsonObjBuilder with(String id, int type) {
    return Json.object()
        .put("to", Json.object().put("id", id))
        .put(
            "types",
            List.of(
                Json.object()
                    .put("associationCategory", HUBSPOT_DEFINED)
                    .put("associationTypeId", type)
                    .build()));
  }

  /// Adds what the answer holds; gives the inputs that ask for the rest.
  private static List<Json.Obj> taken(Json.Obj answer, Map<String, List<Link>> links) {
    List<Json.Obj> more = new ArrayList<>();
    for (Json.Obj result : HubSpotApi.results(answer)) {
      String id = result.obj("from").text("id");
      List<Link> known = links.computeIfAbsent(id, _ -> new ArrayList<>());
      result.objects("to").stream()
          .map(Associations::link)
          .filter(l -> known.stream().noneMatch(k -> k.id().equals(l.id())))
          .forEach(known::add);
      HubSpotApi.next(result)
          .ifPresent(after -> more.add(Json.object().put("id", id).put("after", after).build()));
    }
    return more;
  }

  /// The id is a text in the description of the API and has been seen as a number.
  private static Link link(Json.Obj to) {
    List<Json.Obj> types = to.objects("associationTypes");
    return new Link(
        to.text("toObjectId"),
        types.stream()
            .filter(t -> t.optText("category").filter(HUBSPOT_DEFINED::equals).isPresent())
            .map(t -> t.integer("typeId"))
            .toList(),
        types.stream()
            .flatMap(t -> t.optText("label").stream())
            .map(l -> l.toLowerCase(Locale.ROOT))
            .toList());
  }
}
