package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tracking of a line: at most two categories, each with one of its options.
record Tracking(Books books) {
  private static final int MOST = 2;

  List<Json.Obj> of(List<Json.Obj> sent, List<String> problems) {
    List<Json.Obj> found = new ArrayList<>();
    if (sent.size() > MOST) {
      problems.add("A line item can have at most 2 tracking categories");
    }
    for (Json.Obj wanted : sent) {
      Optional<Json.Obj> tracked = category(wanted).flatMap(c -> tracked(c, wanted));
      tracked.ifPresentOrElse(
          found::add,
          () ->
              problems.add(
                  "The tracking category '%s' with the option '%s' could not be found among the active ones"
                      .formatted(
                          wanted.optText("Name").orElse(""), wanted.optText("Option").orElse(""))));
    }
    return found;
  }

  private Optional<Row> category(Json.Obj wanted) {
    return Docs.text(wanted, "TrackingCategoryID")
        .flatMap(id -> books.find(Kind.TRACKING_CATEGORY, id))
        .or(() ->
            Docs.text(wanted, "Name")
                .flatMap(n -> books.by(Kind.TRACKING_CATEGORY, Key.Of.NAME, n)))
        .filter(c -> c.text("Status").equals("ACTIVE"));
  }

  private static Optional<Json.Obj> tracked(Row category, Json.Obj wanted) {
    return category.doc().objects("Options").stream()
        .filter(o -> o.optText("Status").orElse("").equals("ACTIVE"))
        .filter(o ->
            o.text("TrackingOptionID").equals(wanted.optText("TrackingOptionID").orElse(""))
                || o.text("Name").equalsIgnoreCase(wanted.optText("Option").orElse("")))
        .findFirst()
        .map(o ->
            Json.object()
                .put("Name", category.text("Name"))
                .put("Option", o.text("Name"))
                .put("TrackingCategoryID", category.id())
                .put("TrackingOptionID", o.text("TrackingOptionID"))
                .build());
  }
}
