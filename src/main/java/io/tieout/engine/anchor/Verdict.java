package io.tieout.engine.anchor;

import java.time.Instant;
import java.time.LocalDate;

/// What comparing the chain with one anchor, or one time-stamp, has shown.
public sealed interface Verdict {
  /// Which anchor it is about.
  ///
  /// @param from where it was found, for people: `stored`, or a file
  record About(String from, long number, LocalDate day) {
    static About of(String from, Anchor anchor) {
      return new About(from, anchor.number(), anchor.day());
    }

    String words() {
      return "anchor %d of %s (%s)".formatted(number, day, from);
    }
  }

  /// The chain up to the link is the one that was anchored.
  record Agrees(About about, long seq) implements Verdict {}

  /// The link still has the hash that was noted, but the chain does not hold before it.
  record BrokenBefore(About about, long seq, long broken) implements Verdict {}

  /// The chain is shorter than it was.
  record CutOff(About about, long last, long seq) implements Verdict {}

  /// The chain goes on, but the link itself is not there.
  record LinkMissing(About about, long seq) implements Verdict {}

  /// The link is another one than it was.
  ///
  /// @param agreed the last link that an anchor agrees with, 0 for none
  record Replaced(About about, long seq, long agreed) implements Verdict {}

  /// It cannot be read, or the signature does not fit.
  record Forged(About about) implements Verdict {}

  /// The signature fits a key that never signed here.
  record ForeignKey(About about, String key) implements Verdict {}

  /// What was received is no longer stored, or is stored otherwise.
  record StoredOtherwise(About about, boolean there) implements Verdict {}

  /// Stored anchors do not follow one another.
  ///
  /// @param number the one that is missing, or that does not follow the one before
  record StoredGap(About about, long number) implements Verdict {}

  /// The time-stamp seals the anchor.
  record Stamped(About about, Stamp stamp) implements Verdict {}

  /// The time-stamp seals none of the anchors.
  record StampOfNone(Stamp stamp) implements Verdict {}

  /// The time-stamp itself is not good.
  record BadStamp(String from, String why) implements Verdict {}

  /// Whether all is as it was.
  default boolean holds() {
    return switch (this) {
      case Agrees _, Stamped _ -> true;
      case BrokenBefore _,
          CutOff _,
          LinkMissing _,
          Replaced _,
          Forged _,
          ForeignKey _,
          StoredOtherwise _,
          StoredGap _,
          StampOfNone _,
          BadStamp _ ->
          false;
    };
  }

  /// For a person, without a full stop.
  default String sentence() {
    return switch (this) {
      case Agrees(About about, long seq) ->
          "%s agrees: the chain up to link %d is the same".formatted(about.words(), seq);
      case BrokenBefore(About about, long seq, long broken) ->
          "%s: link %d still has its hash, so link %d was changed or taken away later than that"
              .formatted(about.words(), seq, broken);
      case CutOff(About about, long last, long seq) ->
          "the end was cut off: links %d to %d are missing. The chain ends at link %d now; it reached link %d by %s"
              .formatted(last + 1, seq, last, seq, about.words());
      case LinkMissing(About about, long seq) ->
          "link %d is missing, which %s names".formatted(seq, about.words());
      case Replaced(About about, long seq, long agreed) ->
          "the chain was replaced somewhere from link %d to %d: link %d has another hash than in %s"
              .formatted(agreed + 1, seq, seq, about.words());
      case Forged(About about) ->
          "%s is forged or was changed: its signature does not fit".formatted(about.words());
      case ForeignKey(About about, String key) ->
          "%s is signed with key %s, which is none of this installation: it is forged, or the keys here were replaced"
              .formatted(about.words(), key);
      case StoredOtherwise(About about, boolean there) ->
          there
              ? "%s is stored otherwise here: the stored one was replaced".formatted(about.words())
              : "%s is not stored here: it was taken away, or the database is older than it"
                  .formatted(about.words());
      case StoredGap(About about, long number) ->
          "stored anchor %d is missing or was replaced: %s does not follow it"
              .formatted(number, about.words());
      case Stamped(About about, Stamp stamp) ->
          "%s: %s confirms that %s existed on %s"
              .formatted(stamp.from(), stamp.authority(), about.words(), at(stamp.at()));
      case StampOfNone(Stamp stamp) ->
          "%s, given on %s by %s, is of none of these anchors: the one it was given for was taken away or replaced"
              .formatted(stamp.from(), at(stamp.at()), stamp.authority());
      case BadStamp(String from, String why) -> "%s is no good time-stamp: %s".formatted(from, why);
    };
  }

  private static String at(Instant instant) {
    return instant.toString().replace("T", " ").replaceFirst("(\\.\\d+)?Z$", " UTC");
  }
}
