package io.tieout.engine.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over a file that is never held as a whole.
final class FileDigest {
  private final MessageDigest digest;
  private long bytes;

  FileDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] part, int length) {
    digest.update(part, 0, length);
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /// Ends it.
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
