package io.tieout.engine.proof;

import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.Cover;
import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// That a run of links without a gap was signed at the ends of its days, apart from any proof. Few
/// links are looked at: each holds the hash before, so what is under an anchor up to one of them
/// follows from it.
public final class Anchored {
  private Anchored() {}

  /// The anchors that cover links of the run, with the way from the last of these links to what was
  /// signed; none when it is not anchored yet.
  public static List<Json.Obj> of(Sql sql, long first, long last) {
    return Cover.spanning(sql, first, last).stream().map(AnchorPart::cover).toList();
  }

  /// The places of the links that [#check] wants to know, as far as they are in the run.
  public static Set<Long> wanted(List<Json.Obj> anchors, Witnesses witnesses) {
    Set<Long> wanted = new TreeSet<>(under(anchors));
    witnesses.anchors().stream()
        .map(AnchorCheck.Held::anchor)
        .forEach(held -> wanted.add(held.anchor().head().seq()));
    return wanted;
  }

  /// Checks what [#of] gave, without a database.
  ///
  /// @param links those wanted, and the last of the run
  public static Checked check(
      Collection<ChainLink> links, List<Json.Obj> anchors, Witnesses witnesses) {
    Set<Long> under = under(anchors);
    long last = links.stream().mapToLong(ChainLink::seq).max().orElse(0);
    List<Json.Obj> items =
        links.stream()
            .map(link -> item(link, under.contains(link.seq()) || link.seq() == last))
            .toList();
    Checked.Notes notes = new Checked.Notes();
    new AnchorReading(notes, new ChainReading(new Checked.Notes()).read(items), witnesses)
        .read(anchors);
    return notes.done();
  }

  private static Set<Long> under(List<Json.Obj> anchors) {
    return anchors.stream()
        .flatMap(anchor -> anchor.objects("paths").stream())
        .map(path -> path.decimal("seq").longValueExact())
        .collect(Collectors.toSet());
  }

  /// As a proof tells a link whose entry it does not show.
  ///
  /// @param claimed whether it should be under an anchor
  private static Json.Obj item(ChainLink link, boolean claimed) {
    JsonObjBuilder item =
        Json.object()
            .put("seq", link.seq())
            .put("previous", link.previous())
            .put("hash", link.hash());
    return claimed ? item.put("withheld", true).build() : item.build();
  }
}
