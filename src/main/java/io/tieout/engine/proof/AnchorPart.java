package io.tieout.engine.proof;

import io.tieout.engine.anchor.Cover;
import io.tieout.engine.anchor.HashTree;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.util.List;

/// The anchors that cover a proof's entries, each with the way from every entry's hash to the hash
/// that was signed.
final class AnchorPart {
  private AnchorPart() {}

  /// @param chain as [ChainPart] made it
  static List<Json.Obj> of(Sql sql, List<Json.Obj> chain) {
    return Cover.of(sql, entries(chain)).stream().map(AnchorPart::cover).toList();
  }

  /// The places of the entries, with or without their content; not of the links between.
  static List<Long> entries(List<Json.Obj> chain) {
    return chain.stream()
        .filter(item -> item.has("seq") && (item.has("entry") || item.flag("withheld")))
        .map(item -> item.decimal("seq").longValueExact())
        .toList();
  }

  static Json.Obj cover(Cover cover) {
    return Json.object()
        .put("signed", cover.anchor().json())
        .put(
            "sent",
            cover.sent().stream()
                .map(sent ->
                    Json.object()
                        .put("to", sent.destination())
                        .put("at", sent.at().toString())
                        .build())
                .toList())
        .put(
            "paths",
            cover.paths().entrySet().stream()
                .map(path ->
                    Json.object()
                        .put("seq", path.getKey())
                        .put("steps", path.getValue().stream().map(AnchorPart::step).toList())
                        .build())
                .toList())
        .build();
  }

  private static Json.Obj step(HashTree.Step step) {
    return Json.object().put("left", step.left()).put("hash", step.hash()).build();
  }

  static List<HashTree.Step> steps(Json.Obj path) {
    return path.objects("steps").stream()
        .map(step -> new HashTree.Step(step.flag("left"), step.text("hash")))
        .toList();
  }
}
