package io.tieout.engine.proof;

import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.util.List;

/// The record itself. It is kept as a tree: what is checked and shown is what is written, and
/// nothing of it is translated on the way.
///
/// @param content with the fields `format`, `asked`, `made`, `proposals`, `chain`, `anchors`
public record Proof(Json.Obj content) {
  /// The shape of the record; a later shape has another name.
  public static final String FORMAT = "tieout-proof-1";

  public Proof {
    if (!content.optText("format").orElse("").equals(FORMAT)) {
      throw new IllegalArgumentException(
          "format is '%s', not '%s': this is no proof of this version of Tieout"
              .formatted(content.optText("format").orElse(""), FORMAT));
    }
    // In the order it is written in, so that whoever reads it draws the same page.
    content = Json.parseObj(content.canonical());
  }

  /// Over everything in the record.
  public Digest fingerprint() {
    return Digest.of(content);
  }

  /// What was asked for, for example `1042`.
  public String name() {
    return content.obj("asked").text("name");
  }

  /// `invoice`, `deal`, `proposal` or `reference`.
  public String kind() {
    return content.obj("asked").text("kind");
  }

  public List<Json.Obj> proposals() {
    return content.objects("proposals");
  }

  /// The anchors that cover entries of it, oldest first.
  public List<Json.Obj> anchors() {
    return content.objects("anchors");
  }

  /// Links of the audit chain in their order, then entries that are not chained yet.
  public List<Json.Obj> chain() {
    return content.objects("chain");
  }
}
