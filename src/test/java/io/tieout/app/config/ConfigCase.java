package io.tieout.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/// A small configuration to start from, and what becomes of it.
abstract class ConfigCase {
  static final String SECRET = "sesame-open-sesame-open-sesame";
  static final String SMALL =
      """
      salesforce:
        login_url: https://example.my.salesforce.com
        client_id: 3MVG9
        client_secret: ${SF_CLIENT_SECRET}
      quickbooks:
        - realm_id: 9130347596842384
          client_id: ABc
          client_secret: ${QBO_CLIENT_SECRET}
          webhook_verifier: ${QBO_WEBHOOK_VERIFIER}
      slack:
        bot_token: ${SLACK_BOT_TOKEN}
        signing_secret: ${SLACK_SIGNING_SECRET}
        finance_channel: C0123456789
      people:
        - {slack_user: U0CARO, name: Caro, roles: [controller]}
        - {slack_user: U0FINN, name: Finn, roles: [cfo]}
      """;
  static final Map<String, String> ENVIRONMENT =
      ConfigFile.keys().stream()
          .flatMap(key -> key.variable().stream())
          .collect(Collectors.toMap(variable -> variable, _ -> SECRET));

  @TempDir Path folder;

  static CrmConfig.Salesforce salesforce(TieoutConfig config) {
    return config.crms(CrmConfig.Salesforce.class).findFirst().orElseThrow();
  }

  static BookConfig.QuickBooks quickbooks(TieoutConfig config) {
    return config.books(BookConfig.QuickBooks.class).findFirst().orElseThrow();
  }

  ConfigFile read(String yaml) {
    return ConfigFile.read(written(yaml), ENVIRONMENT);
  }

  List<String> problems(String yaml) {
    return refused(yaml, ENVIRONMENT).problems();
  }

  ConfigException refused(String yaml, Map<String, String> environment) {
    Path file = written(yaml);
    try {
      throw new AssertionError("was taken: " + ConfigFile.read(file, environment));
    } catch (ConfigException e) {
      return e;
    }
  }

  Path written(String yaml) {
    try {
      return Files.writeString(folder.resolve("tieout.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
