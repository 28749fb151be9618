package io.tieout.engine.anchor;

import io.tieout.value.json.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Anchors of a chain whose link n has the hash of the text `n`, a day each from 1 November 2026.
final class AnchorCase {
  private AnchorCase() {}

  static String hash(long seq) {
    return Digest.of(String.valueOf(seq)).hex();
  }

  /// The hashes of the links up to the last one.
  static Map<Long, String> chain(long last) {
    Map<Long, String> hashes = new HashMap<>();
    for (long seq = 0; seq <= last; seq++) {
      hashes.put(seq, hash(seq));
    }
    return hashes;
  }

  /// Somebody with a key.
  static final class House {
    final Signing.Pair pair = Signing.Pair.make();
    private final Map<Long, String> digests = new LinkedHashMap<>();

    /// The anchor with the number, which is also its day of November, at the link.
    SignedAnchor anchor(int number, long seq) {
      LocalDate day = LocalDate.of(2026, 11, number);
      Instant at = day.plusDays(1).atTime(0, 5).toInstant(ZoneOffset.UTC);
      Anchor anchor =
          new Anchor(
              "T-1",
              number,
              digests.getOrDefault(number - 1L, ""),
              day,
              at,
              new Anchor.Head(seq, hash(seq)),
              seq,
              new TreeMap<>(Map.of("approval vote", seq)),
              pair.publicKey(),
              Optional.empty());
      SignedAnchor signed = new SignedAnchor(anchor, pair.sign(anchor.content().canonical()));
      digests.put((long) number, signed.digest().hex());
      return signed;
    }

    static Anchors.Stored stored(SignedAnchor signed) {
      return new Anchors.Stored(signed.anchor().number(), signed.anchor().day(), signed.text());
    }
  }
}
