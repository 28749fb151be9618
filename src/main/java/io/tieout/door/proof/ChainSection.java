package io.tieout.door.proof;

import static io.tieout.door.proof.Html.code;
import static io.tieout.door.proof.Html.escaped;
import static io.tieout.door.proof.Html.time;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;

/// The audit entries in order, with the links between them.
final class ChainSection {
  private static final int SHOWN_OF_HASH = 16;

  private ChainSection() {}

  static String html(List<Json.Obj> chain) {
    List<List<String>> rows = new ArrayList<>();
    int between = 0;
    for (Json.Obj item : chain) {
      boolean bare = !item.has("entry") && !item.flag("withheld");
      if (!bare && between > 0) {
        rows.add(links(between));
        between = 0;
      }
      if (bare) {
        between++;
      } else {
        rows.add(row(item));
      }
    }
    if (between > 0) {
      rows.add(links(between));
    }
    return Html.table("chain", List.of("Link", "When, who", "What"), rows);
  }

  private static List<String> links(int count) {
    return List.of(
        "",
        "",
        "<span class=\"soft\">%d %s of other subjects, as hashes alone</span>"
            .formatted(count, count == 1 ? "link" : "links"));
  }

  private static List<String> row(Json.Obj item) {
    String place =
        item.optText("seq")
            .map(seq ->
                "%s<br>%s"
                    .formatted(escaped(seq), code(item.text("hash").substring(0, SHOWN_OF_HASH))))
            .orElse("not chained yet");
    if (item.flag("withheld")) {
      return List.of(place, "", "<span class=\"soft\">left out: it tells personal data</span>");
    }
    Json.Obj entry = item.obj("entry");
    return List.of(
        place,
        "%s<br>%s".formatted(time(entry.text("at")), code(entry.text("actor"))),
        "<strong>%s</strong> %s%s"
            .formatted(
                escaped(entry.text("action")),
                code(entry.text("entryId")),
                Html.tree(entry.obj("details"))));
  }
}
