package io.tieout.engine.anchor;

import io.tieout.engine.audit.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares a chain with anchors. Pure: all evidence is handed in.
public final class AnchorCheck {
  private static final String STORED = "stored";

  private final Evidence evidence;
  private final Map<Long, SignedAnchor> stored = new HashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final long firstBroken;

  /// An anchor that somebody received.
  ///
  /// @param from the file it was found in
  public record Held(String from, SignedAnchor anchor) {}

  /// The chain as it is now.
  ///
  /// @param last its last link
  /// @param hashes of the links that anchors name, as far as they are there
  public record Chain(Verification verification, long last, Map<Long, String> hashes) {
    public Chain {
      hashes = Map.copyOf(hashes);
    }
  }

  /// All there is to compare.
  ///
  /// @param keys the public keys of this installation
  /// @param stamps time-stamps whose own signatures hold
  public record Evidence(
      Chain chain,
      Set<String> keys,
      List<Anchors.Stored> stored,
      List<Held> received,
      List<Stamp> stamps) {
    public Evidence {
      keys = Set.copyOf(keys);
      stored = List.copyOf(stored);
      received = List.copyOf(received);
      stamps = List.copyOf(stamps);
    }
  }

  private AnchorCheck(Evidence evidence) {
    this.evidence = evidence;
    this.firstBroken =
        switch (evidence.chain().verification()) {
          case Verification.Intact _ -> Long.MAX_VALUE;
          case Verification.Broken broken -> broken.seq();
        };
  }

  /// One verdict or more for each anchor and each time-stamp: the stored ones first.
  public static List<Verdict> of(Evidence evidence) {
    return new AnchorCheck(evidence).all();
  }

  private List<Verdict> all() {
    List<Held> held = new ArrayList<>();
    for (Anchors.Stored each : evidence.stored()) {
      read(each)
          .ifPresent(anchor -> {
            stored.put(each.number(), anchor);
            held.add(new Held(STORED, anchor));
          });
    }
    storedInOrder();
    evidence.received().stream()
        .sorted(Comparator.comparingLong(h -> h.anchor().anchor().number()))
        .forEach(held::add);
    long agreed = 0;
    for (Held each : held) {
      Verdict verdict = signature(each).orElse(compared(each, agreed));
      if (verdict instanceof Verdict.Agrees agrees) {
        agreed = Math.max(agreed, agrees.seq());
      }
      verdicts.add(verdict);
    }
    evidence.received().forEach(this::alsoStored);
    evidence.stamps().forEach(stamp -> stamped(stamp, held));
    return List.copyOf(verdicts);
  }

  /// Empty, and told, when it cannot be read or stands at another's place.
  private Optional<SignedAnchor> read(Anchors.Stored each) {
    try {
      SignedAnchor anchor = SignedAnchor.read(each.signed());
      if (anchor.anchor().number() == each.number()) {
        return Optional.of(anchor);
      }
    } catch (IllegalArgumentException _) {
      // Told below: what does not read as an anchor was not written by us.
    }
    verdicts.add(new Verdict.Forged(new Verdict.About(STORED, each.number(), each.day())));
    return Optional.empty();
  }

  private void storedInOrder() {
    stored.values().stream()
        .sorted(Comparator.comparingLong(a -> a.anchor().number()))
        .forEach(signed -> {
          Anchor anchor = signed.anchor();
          String before =
              Optional.ofNullable(stored.get(anchor.number() - 1))
                  .map(a -> a.digest().hex())
                  .orElse("");
          if (!anchor.previous().equals(before)) {
            verdicts.add(
                new Verdict.StoredGap(Verdict.About.of(STORED, anchor), anchor.number() - 1));
          }
        });
  }

  private Optional<Verdict> signature(Held held) {
    Verdict.About about = Verdict.About.of(held.from(), held.anchor().anchor());
    String key = held.anchor().anchor().publicKey();
    if (!held.anchor().holds()) {
      return Optional.of(new Verdict.Forged(about));
    }
    return evidence.keys().contains(key)
        ? Optional.empty()
        : Optional.of(new Verdict.ForeignKey(about, Signing.idOf(key)));
  }

  private Verdict compared(Held held, long agreed) {
    Anchor anchor = held.anchor().anchor();
    Verdict.About about = Verdict.About.of(held.from(), anchor);
    long seq = anchor.head().seq();
    String hash = evidence.chain().hashes().get(seq);
    if (seq > evidence.chain().last()) {
      return new Verdict.CutOff(about, evidence.chain().last(), seq);
    }
    if (hash == null) {
      return new Verdict.LinkMissing(about, seq);
    }
    if (!hash.equals(anchor.head().hash())) {
      return new Verdict.Replaced(about, seq, Math.min(agreed, seq - 1));
    }
    return seq < firstBroken
        ? new Verdict.Agrees(about, seq)
        : new Verdict.BrokenBefore(about, seq, firstBroken);
  }

  private void alsoStored(Held held) {
    Anchor anchor = held.anchor().anchor();
    Optional<SignedAnchor> here = Optional.ofNullable(stored.get(anchor.number()));
    boolean same = here.filter(a -> a.digest().equals(held.anchor().digest())).isPresent();
    if (!same && signature(held).isEmpty()) {
      verdicts.add(
          new Verdict.StoredOtherwise(Verdict.About.of(held.from(), anchor), here.isPresent()));
    }
  }

  private void stamped(Stamp stamp, List<Held> held) {
    verdicts.add(
        held.stream()
            .filter(h -> h.anchor().digest().equals(stamp.sealed()))
            .findFirst()
            .<Verdict>map(
                h -> new Verdict.Stamped(Verdict.About.of(h.from(), h.anchor().anchor()), stamp))
            .orElseGet(() -> new Verdict.StampOfNone(stamp)));
  }
}
