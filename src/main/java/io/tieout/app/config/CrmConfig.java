package io.tieout.app.config;

import io.tieout.vendor.salesforce.SalesforceSettings;
import java.util.Optional;

/// A CRM to be connected.
public sealed interface CrmConfig {
  /// Its name in references: `salesforce`.
  String system();

  /// One Salesforce organisation.
  ///
  /// @param outbound where its Outbound Messages are taken, if they are
  record Salesforce(SalesforceSettings settings, Optional<OutboundPath> outbound)
      implements CrmConfig {
    @Override
    public String system() {
      return "salesforce";
    }
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
