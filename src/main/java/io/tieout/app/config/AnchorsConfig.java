package io.tieout.app.config;

import io.tieout.vendor.git.GitSettings;
import io.tieout.vendor.mail.MailSettings;
import io.tieout.vendor.timestamp.TimestampTrust;
import java.net.URI;
import java.util.Optional;

/// Where the audit chain's anchors are sent; each destination may be left out.
///
/// @param slackChannel id of a channel, best in a workspace that others run
public record AnchorsConfig(
    Optional<String> slackChannel,
    Optional<MailTo> mail,
    Optional<Stamps> stamps,
    Optional<GitSettings> git) {
  /// Anchors are made and stored, and sent nowhere.
  public static final AnchorsConfig NOWHERE =
      new AnchorsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// An address, and the server that takes letters to it.
  public record MailTo(String address, MailSettings server) {}

  /// A time-stamp authority, and whose tokens are believed.
  public record Stamps(URI url, TimestampTrust trust) {}
}
