package io.tieout.vendor.mail;

/// An e-mail with a file.
///
/// @param to its address
public record Letter(String to, String subject, String text, Attachment attachment) {
  /// A file.
  ///
  /// @param type such as `application/json`
  public record Attachment(String name, String type, byte[] content) {
    public Attachment {
      content = content.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }
  }
}
