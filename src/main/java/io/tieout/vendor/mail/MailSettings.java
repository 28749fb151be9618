package io.tieout.vendor.mail;

import io.tieout.value.secret.Secret;
import java.util.Optional;

/// A mail server that takes our letters.
///
/// @param from the sender's address
/// @param login where the server wants one
public record MailSettings(
    String host, int port, Security security, String from, Optional<Login> login) {
  /// How the connection is kept secret. The server's certificate must be good for its name.
  public enum Security {
    /// Encrypted after the greeting; not sent when the server does not offer it.
    STARTTLS,
    /// Encrypted from the first byte.
    TLS,
    /// Not at all: for a server on this machine.
    NONE
  }

  /// A user of the server.
  public record Login(String user, Secret password) {}
}
