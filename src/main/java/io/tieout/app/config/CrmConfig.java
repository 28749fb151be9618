package io.tieout.app.config;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotSettings;
import io.tieout.vendor.pubsub.PubSubSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import java.net.URI;
import java.util.Optional;

/// A CRM to be connected.
public sealed interface CrmConfig {
  /// Its name in references: `salesforce`.
  String system();

  /// One Salesforce organisation.
  ///
  /// @param outbound where its Outbound Messages are taken, if they are
  /// @param events where its change events come from, if they do
  record Salesforce(
      SalesforceSettings settings, Optional<OutboundPath> outbound, Optional<PubSubSettings> events)
      implements CrmConfig {
    @Override
    public String system() {
      return "salesforce";
    }
  }

  /// One HubSpot portal.
  ///
  /// @param firstGrant the refresh token to begin with; blank with a service key
  /// @param hook empty when the portal sends us no webhooks
  /// @param authorizeUrl where a person consents
  record HubSpot(HubSpotSettings settings, Secret firstGrant, Optional<Hook> hook, URI authorizeUrl)
      implements CrmConfig {
    @Override
    public String system() {
      return "hubspot";
    }

    /// How the portal's webhooks are known.
    ///
    /// @param secret of the app that sends them
    /// @param publicUrl the address as HubSpot calls it; empty when it is our own
    /// @param appId by which HubSpot names us as the source of a change
    public record Hook(Secret secret, Optional<URI> publicUrl, Optional<String> appId) {}
  }

  /// The secret end of the path that Salesforce's Outbound Messages are sent to: they carry no
  /// signature. Does not print itself.
  record OutboundPath(String secret) {
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
}
