package io.tieout.engine.export;

import io.tieout.value.json.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Hashes from line to line, so that a change is found in its line: each is taken over the hash of
/// the line before and all bytes of its line up to itself.
final class LineSeal {
  static final String COLUMN = "line_hash";

  /// Stands before the first line.
  static final String FIRST = "0".repeat(64);

  private LineSeal() {}

  static String of(String before, byte[] opened) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(before.length() + opened.length);
    all.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(opened);
    return Digest.of(all.toByteArray()).hex();
  }
}
