package io.tieout.app.config;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.door.slack.SlackSettings;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// Everything a house is told before it starts.
///
/// @param zone the time zone in which the book's days begin and end
/// @param firstGrant QuickBooks' refresh token to begin with; later ones are kept in the vault
/// @param model empty for the offline planner
public record TieoutConfig(
    Web web,
    SalesforceSettings salesforce,
    Optional<OutboundPath> outboundMessages,
    QuickBooksSettings quickbooks,
    Secret firstGrant,
    ZoneId zone,
    SlackSettings slack,
    Optional<ModelSettings> model,
    Directory people,
    Policy policy,
    Rhythm rhythm) {

  /// Where we listen.
  ///
  /// @param host the address to bind
  /// @param port 0 for any free one
  public record Web(String host, int port) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final Web LOOPBACK = new Web(DEFAULT_HOST, 0);
  }

  /// The secret end of the path that Salesforce's Outbound Messages are sent to: they carry no
  /// signature. Does not print itself.
  public record OutboundPath(String secret) {
    public OutboundPath {
      if (!secret.matches("[A-Za-z0-9_-]{24,128}")) {
        throw new IllegalArgumentException(
            "outbound_secret must be 24 to 128 letters, digits, - or _");
      }
    }

    public String path() {
      return "/salesforce/outbound/" + secret;
    }

    @Override
    public String toString() {
      return "/salesforce/outbound/********";
    }
  }

  /// How often recurring work runs.
  public record Rhythm(Duration crmPoll, Duration ledgerSweep, Duration janitor) {
    public static final Rhythm DEFAULT =
        new Rhythm(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(30));
  }
}
