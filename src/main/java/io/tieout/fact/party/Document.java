package io.tieout.fact.party;

import io.tieout.value.json.Digest;

/// A file's content with its name and type, held in memory.
public final class Document {
  private final String fileName;
  private final String contentType;
  private final byte[] content;

  public Document(String fileName, String contentType, byte[] content) {
    this.fileName = fileName;
    this.contentType = contentType;
    this.content = content.clone();
  }

  public String fileName() {
    return fileName;
  }

  /// The MIME type, for example `application/pdf`.
  public String contentType() {
    return contentType;
  }

  public byte[] content() {
    return content.clone();
  }

  public Digest digest() {
    return Digest.of(content);
  }

  @Override
  public String toString() {
    return "%s (%s, %d bytes)".formatted(fileName, contentType, content.length);
  }
}
