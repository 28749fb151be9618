package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// All records of a type that changed in a window. Pages go by id, each page a search of its own:
/// paging within one search ends at 10,000 records.
final class HubSpotSearch {
  private static final int MAX_PAGES = 100_000;

  private final HubSpotApi api;
  private final int page;

  HubSpotSearch(HubSpotApi api, int page) {
    this.api = api;
    this.page = page;
  }

  /// Records whose last change lies in `[from, to)`, in the order of their ids.
  List<Row> window(HubSpotType type, List<String> properties, Instant from, Instant to) {
    List<String> wanted = new ArrayList<>(properties);
    wanted.add(type.modified());
    List<Row> rows = new ArrayList<>();
    String last = "0";
    for (int pages = 0; pages < MAX_PAGES; pages++) {
      Json.Obj body = body(type, wanted, new Window(from, to, last));
      Json.Obj answer = api.search(type, body);
      List<Row> read =
          Shape.read(
              "a page of a search",
              () -> answer.objects("results").stream().map(r -> new Row(type, r)).toList());
      rows.addAll(read);
      if (read.isEmpty() || (read.size() < page && HubSpotApi.next(answer).isEmpty())) {
        return rows;
      }
      last = read.getLast().id();
    }
    throw new Fault.Broken("HubSpot: a search has no end after " + MAX_PAGES + " pages")
        .asException();
  }

  private Json.Obj body(HubSpotType type, List<String> wanted, Window window) {
    List<Json.Obj> filters =
        List.of(
            filter(type.modified(), "GTE", millis(window.from)),
            filter(type.modified(), "LT", millis(window.to)),
            filter("hs_object_id", "GT", window.last));
    JsonObjBuilder sort =
        Json.object().put("propertyName", "hs_object_id").put("direction", "ASCENDING");
    return Json.object()
        .put("filterGroups", List.of(Json.object().put("filters", filters).build()))
        .put("sorts", List.of(sort.build()))
        .put("properties", Json.texts(wanted))
        .put("limit", page)
        .build();
  }

  private static Json.Obj filter(String property, String operator, String value) {
    return Json.object()
        .put("propertyName", property)
        .put("operator", operator)
        .put("value", value)
        .build();
  }

  /// HubSpot keeps milliseconds: the first one at or after the time, for both ends of a window.
  private static String millis(Instant time) {
    Instant cut = time.truncatedTo(ChronoUnit.MILLIS);
    return Long.toString(
        (cut.isBefore(time) ? cut.plus(Duration.ofMillis(1)) : cut).toEpochMilli());
  }

  private record Window(Instant from, Instant to, String last) {}
}
