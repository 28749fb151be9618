package io.tieout.app.cli;

import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.Deliveries;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.Stamp;
import io.tieout.engine.anchor.Verdict;
import io.tieout.vendor.timestamp.Timestamp;
import io.tieout.vendor.timestamp.TimestampException;
import io.tieout.vendor.timestamp.TimestampTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a person hands in to compare the chain with: anchors and time-stamps as they were received.
final class AnchorFiles {
  private final TimestampTrust trust;
  private final List<AnchorCheck.Held> anchors = new ArrayList<>();
  private final List<Stamp> stamps = new ArrayList<>();
  private final List<Verdict> bad = new ArrayList<>();

  /// @param trust whose time-stamps are believed
  AnchorFiles(TimestampTrust trust) {
    this.trust = trust;
  }

  void read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the anchor " + file, e);
    }
    String from = file.getFileName().toString();
    if (Timestamp.looksLike(content)) {
      stamp(from, content);
    } else {
      Received.read(from, content)
          .forEach(anchor -> anchors.add(new AnchorCheck.Held(from, anchor)));
    }
  }

  void stored(Deliveries.Receipt receipt) {
    stamp("stored time-stamp of anchor " + receipt.anchor(), receipt.content());
  }

  List<AnchorCheck.Held> anchors() {
    return List.copyOf(anchors);
  }

  List<Stamp> stamps() {
    return List.copyOf(stamps);
  }

  /// Time-stamps that prove nothing.
  List<Verdict> bad() {
    return List.copyOf(bad);
  }

  private void stamp(String from, byte[] token) {
    try {
      Timestamp stamp = Timestamp.read(token, trust);
      stamps.add(new Stamp(from, stamp.sealed(), stamp.at(), stamp.authority()));
    } catch (TimestampException e) {
      bad.add(new Verdict.BadStamp(from, String.valueOf(e.getMessage())));
    }
  }
}
