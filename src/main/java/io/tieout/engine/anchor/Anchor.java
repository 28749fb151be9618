package io.tieout.engine.anchor;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the audit chain was at the end of a day.
///
/// @param installation which Tieout it is of
/// @param number counts this installation's anchors from 1
/// @param previous digest of the anchor before, empty for the first
/// @param day the day that had ended, in the company's time zone
/// @param at when it was made: soon after the day's end, later when Tieout was not running
/// @param head the last link of the chain at that time
/// @param entries how many links the chain had
/// @param counts what was chained since the anchor before, by action
/// @param publicKey X.509 in base64: the key that it is signed with
/// @param since the links that are new in it; none in anchors of the first format
public record Anchor(
    String installation,
    long number,
    String previous,
    LocalDate day,
    Instant at,
    Head head,
    long entries,
    SortedMap<String, Long> counts,
    String publicKey,
    Optional<Since> since) {
  /// Of anchors without a root: they are read for ever, and made no more.
  private static final String OLD = "tieout audit anchor 1";

  private static final String FORMAT = "tieout audit anchor 2";

  public Anchor {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// The last link of the chain.
  ///
  /// @param seq 0 while nothing is chained
  public record Head(long seq, String hash) {}

  /// The links behind the one given, up to the head.
  ///
  /// @param root of the [HashTree] over their hashes
  public record Since(long after, String root) {}

  /// What is signed, by its canonical text.
  Json.Obj content() {
    var byAction = Json.object();
    counts.forEach(byAction::put);
    JsonObjBuilder content =
        Json.object()
            .put("format", since.isPresent() ? FORMAT : OLD)
            .put("installation", installation)
            .put("number", number)
            .put("previous", previous)
            .put("day", day.toString())
            .put("at", at.toString())
            .put("seq", head.seq())
            .put("hash", head.hash())
            .put("entries", entries)
            .put("counts", byAction)
            .put("publicKey", publicKey);
    since.ifPresent(links -> content.put("after", links.after()).put("root", links.root()));
    return content.build();
  }

  /// Reads what [#content] wrote; [IllegalArgumentException] when it is something else.
  static Anchor read(Json.Obj json) {
    boolean rooted = json.text("format").equals(FORMAT);
    if (!rooted && !json.text("format").equals(OLD)) {
      throw new IllegalArgumentException(
          "'%s' is not the format '%s'".formatted(json.text("format"), FORMAT));
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    try {
      json.obj("counts")
          .fields()
          .forEach((action, n) -> counts.put(action, n.asDecimal(action).longValueExact()));
      return new Anchor(
          json.text("installation"),
          json.decimal("number").longValueExact(),
          json.text("previous"),
          LocalDate.parse(json.text("day")),
          Instant.parse(json.text("at")),
          new Head(json.decimal("seq").longValueExact(), json.text("hash")),
          json.decimal("entries").longValueExact(),
          counts,
          json.text("publicKey"),
          rooted
              ? Optional.of(new Since(json.decimal("after").longValueExact(), json.text("root")))
              : Optional.empty());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("an anchor's day, time or number cannot be read: " + e);
    }
  }
}
