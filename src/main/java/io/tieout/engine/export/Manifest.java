package io.tieout.engine.export;

import io.tieout.engine.audit.ChainLink;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What an export holds: the file `manifest.json`.
///
/// @param chain where its entries lie in the chain
/// @param anchors what covers its last link, as `engine.proof` tells it
record Manifest(Period period, Form form, Chain chain, List<Part> files, List<Json.Obj> anchors) {
  static final String FILE = "manifest.json";

  /// The shape of an export; a later shape has another name.
  static final String FORMAT = "tieout-export-1";

  Manifest {
    files = List.copyOf(files);
    anchors = List.copyOf(anchors);
  }

  /// The chain as it stood.
  ///
  /// @param head the last link there was; its time tells as of when everything here is told
  /// @param first of the links in the export; empty when the period has none
  /// @param inPeriod how many entries of the period are in the export
  /// @param notChained how many were not chained yet, and are not in it
  record Chain(
      Optional<Head> head,
      Optional<ChainLink> first,
      Optional<ChainLink> last,
      long inPeriod,
      long notChained) {}

  /// The chain's end.
  record Head(long seq, String hash, String chainedAt) {}

  /// One file.
  ///
  /// @param lastHash that of its last line; [LineSeal#FIRST] when it has none
  record Part(String name, long rows, long bytes, String sha256, String lastHash) {}

  /// With a digest over all the rest of it: shows whoever changed it without thinking.
  Json.Obj json() {
    Json.Obj content = content();
    return content.with("digest", Digest.of(content).hex());
  }

  private Json.Obj content() {
    return Json.object()
        .put("format", FORMAT)
        .put(
            "period",
            Json.object()
                .put("from", period.from().toString())
                .put("to", period.to().toString())
                .put("zone", period.zone().getId())
                .put("begins", period.start().toString())
                .put("endsBefore", period.end().toString()))
        .put("form", form.word())
        .put(
            "chain",
            Json.object()
                .putJson("head", chain.head().map(Manifest::head))
                .putJson("first", chain.first().map(Manifest::link))
                .putJson("last", chain.last().map(Manifest::link))
                .put("entriesInPeriod", chain.inPeriod())
                .put("notChainedYet", chain.notChained()))
        .put("files", files.stream().map(Manifest::part).toList())
        .put("anchors", anchors)
        .build();
  }

  static Manifest read(Json.Obj json) {
    String format = json.optText("format").orElse("");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "format is '%s', not '%s': this is no export of this version of Tieout"
              .formatted(format, FORMAT));
    }
    Json.Obj period = json.obj("period");
    Json.Obj chain = json.obj("chain");
    return new Manifest(
        new Period(
            LocalDate.parse(period.text("from")),
            LocalDate.parse(period.text("to")),
            ZoneId.of(period.text("zone"))),
        Form.named(json.text("form")),
        new Chain(
            chain
                .optObj("head")
                .map(h -> new Head(whole(h, "seq"), h.text("hash"), h.text("chainedAt"))),
            chain.optObj("first").map(Manifest::linkOf),
            chain.optObj("last").map(Manifest::linkOf),
            whole(chain, "entriesInPeriod"),
            whole(chain, "notChainedYet")),
        json.objects("files").stream().map(Manifest::partOf).toList(),
        json.objects("anchors"));
  }

  private static Json.Obj head(Head head) {
    return Json.object()
        .put("seq", head.seq())
        .put("hash", head.hash())
        .put("chainedAt", head.chainedAt())
        .build();
  }

  private static Json.Obj link(ChainLink link) {
    return Json.object()
        .put("seq", link.seq())
        .put("previous", link.previous())
        .put("hash", link.hash())
        .build();
  }

  private static ChainLink linkOf(Json.Obj json) {
    return new ChainLink(whole(json, "seq"), json.text("previous"), json.text("hash"));
  }

  private static Json.Obj part(Part part) {
    return Json.object()
        .put("name", part.name())
        .put("rows", part.rows())
        .put("bytes", part.bytes())
        .put("sha256", part.sha256())
        .put("lastLineHash", part.lastHash())
        .build();
  }

  private static Part partOf(Json.Obj json) {
    return new Part(
        json.text("name"),
        whole(json, "rows"),
        whole(json, "bytes"),
        json.text("sha256"),
        json.text("lastLineHash"));
  }

  static long whole(Json.Obj json, String field) {
    return json.decimal(field).longValueExact();
  }
}
