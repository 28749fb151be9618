package io.tieout.app.cli;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A configuration file and an environment that point at stand-ins.
record Served(Path file, Map<String, String> environment) {
  static final String OUTBOUND = "the-secret-end-of-the-outbound-path";

  static Served write(
      Path folder, Vendors vendors, URI booksAddress, Optional<DatabaseAddress> database) {
    Json.Obj salesforce = vendors.salesforce().info();
    Json.Obj quickbooks = vendors.quickbooks().info();
    Json.Obj slack = vendors.slack().info();
    Map<String, String> environment = new HashMap<>();
    environment.put("SF_CLIENT_SECRET", salesforce.text("clientSecret"));
    environment.put("SF_OUTBOUND_SECRET", OUTBOUND);
    environment.put("QBO_CLIENT_SECRET", quickbooks.text("clientSecret"));
    environment.put("QBO_WEBHOOK_VERIFIER", quickbooks.text("verifierToken"));
    environment.put("QBO_REFRESH_TOKEN", quickbooks.text("refreshToken"));
    environment.put("SLACK_BOT_TOKEN", slack.text("bot_token"));
    environment.put("SLACK_SIGNING_SECRET", slack.text("signing_secret"));
    String yaml =
        """
        web: {port: 0}
        %s
        salesforce:
          login_url: %s
          client_id: %s
          client_secret: ${SF_CLIENT_SECRET}
          organization_id: %s
          outbound_secret: ${SF_OUTBOUND_SECRET}
        quickbooks:
          - api_base: %s
            token_url: %s
            realm_id: %s
            client_id: %s
            client_secret: ${QBO_CLIENT_SECRET}
            webhook_verifier: ${QBO_WEBHOOK_VERIFIER}
            refresh_token: ${QBO_REFRESH_TOKEN}
        slack:
          api_base: %s
          bot_token: ${SLACK_BOT_TOKEN}
          signing_secret: ${SLACK_SIGNING_SECRET}
          finance_channel: %s
        people:
        %s
        rhythm: {crm_poll: PT1S, ledger_sweep: PT1S, effect_janitor: PT1S}
        """
            .formatted(
                database
                    .map(d -> "database: {url: \"" + d.jdbcUrl() + "\"}")
                    .orElse("# the embedded database"),
                salesforce.text("base"),
                salesforce.text("clientId"),
                salesforce.text("orgId"),
                booksAddress,
                quickbooks.text("tokenUrl"),
                quickbooks.text("realmId"),
                quickbooks.text("clientId"),
                slack.text("api"),
                slack.obj("channels").text("finance-approvals"),
                people(vendors));
    try {
      return new Served(Files.writeString(folder.resolve("tieout.yaml"), yaml), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything that must not be logged.
  List<String> secrets() {
    return List.copyOf(environment.values());
  }

  private static String people(Vendors vendors) {
    return vendors.company().people().stream()
        .map(p ->
            "  - {slack_user: %s, name: %s, email: %s, roles: %s}"
                .formatted(
                    p.slackId(),
                    p.name(),
                    p.email(),
                    p.roles().stream().map(r -> r.name()).toList()))
        .collect(Collectors.joining("\n"));
  }
}
