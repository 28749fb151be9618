package io.tieout.engine.proof;

import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.util.List;

/// That one link of the chain was signed at the end of its day, apart from any proof. Whoever has
/// all links before it as well has them under the same signature: each holds the hash before.
public final class Anchored {
  private Anchored() {}

  /// The anchor that covers the link, with the way from the link's hash to what was signed; none
  /// when it is not anchored yet.
  public static List<Json.Obj> of(Sql sql, ChainLink link) {
    return AnchorPart.of(sql, item(link));
  }

  /// Checks what [#of] gave, without a database.
  public static Checked check(ChainLink link, List<Json.Obj> anchors, Witnesses witnesses) {
    Checked.Notes notes = new Checked.Notes();
    new AnchorReading(notes, new ChainReading(new Checked.Notes()).read(item(link)), witnesses)
        .read(anchors);
    return notes.done();
  }

  /// As a proof tells a link whose entry it does not show.
  private static List<Json.Obj> item(ChainLink link) {
    return List.of(
        Json.object()
            .put("seq", link.seq())
            .put("previous", link.previous())
            .put("hash", link.hash())
            .put("withheld", true)
            .build());
  }
}
