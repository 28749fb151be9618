package io.tieout.door.proof;

import static io.tieout.door.proof.Html.code;
import static io.tieout.door.proof.Html.escaped;
import static io.tieout.door.proof.Html.time;

import io.tieout.engine.proof.Places;
import io.tieout.engine.proof.Proof;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where the entries were noted outside: the anchors that cover them, and what is not covered yet.
final class AnchorSection {
  private AnchorSection() {}

  static String html(Proof proof) {
    SortedSet<Long> bare = new TreeSet<>();
    proof.chain().stream()
        .filter(item -> item.has("seq") && (item.has("entry") || item.flag("withheld")))
        .forEach(item -> bare.add(item.decimal("seq").longValueExact()));
    long waiting = proof.chain().stream().filter(item -> !item.has("seq")).count();
    proof.anchors().forEach(anchor -> bare.removeAll(under(anchor)));
    String table =
        proof.anchors().isEmpty()
            ? ""
            : Html.table(
                "anchors",
                List.of("Anchor", "The chain then", "Sent to", "Entries that were new in it"),
                proof.anchors().stream().map(AnchorSection::row).toList());
    return """
    <article><h2>Where this was noted outside</h2>
    %s%s</article>
    """
        .formatted(table, rest(bare, waiting, proof.anchors().isEmpty()));
  }

  private static SortedSet<Long> under(Json.Obj anchor) {
    return anchor.objects("paths").stream()
        .map(path -> path.decimal("seq").longValueExact())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> row(Json.Obj item) {
    Json.Obj anchor = item.obj("signed").obj("anchor");
    String sent =
        item.objects("sent").stream()
            .map(to -> "%s, %s".formatted(escaped(to.text("to")), time(to.text("at"))))
            .collect(Collectors.joining("<br>"));
    SortedSet<Long> under = under(item);
    return List.of(
        "%s<br>%s"
            .formatted(escaped("number " + anchor.text("number")), escaped(anchor.text("day"))),
        "link %s<br>%s".formatted(escaped(anchor.text("seq")), code(anchor.text("hash"))),
        sent.isEmpty() ? "<span class=\"soft\">nowhere yet</span>" : sent,
        under.isEmpty()
            ? "<span class=\"soft\">it names the last link alone</span>"
            : Places.spoken(under));
  }

  private static String rest(SortedSet<Long> bare, long waiting, boolean none) {
    if (bare.isEmpty() && waiting == 0) {
      return "<p>Each entry above is under one of these anchors, which were signed at the end of the day.</p>\n";
    }
    String what =
        bare.isEmpty()
            ? "%d %s chained yet"
                .formatted(waiting, waiting == 1 ? "entry is not" : "entries are not")
            : "%s %s under an anchor yet"
                .formatted(Places.spoken(bare), bare.size() == 1 ? "is not" : "are not");
    return "<p>%s When this file was made, %s; what was chained is anchored at the end of each day.</p>\n"
        .formatted(none ? "No anchor covers these entries." : "", what);
  }
}
