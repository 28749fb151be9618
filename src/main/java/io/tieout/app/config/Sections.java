package io.tieout.app.config;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.door.slack.SlackSettings;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The sections of the configuration file, each turned into its room's settings.
final class Sections {
  private static final int PAGE = 1_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String CONSUMER_KEY =
      "copy the consumer key from Setup, External Client App Manager, OAuth settings";
  private static final String INTUIT_KEYS = "copy it from the app's keys at developer.intuit.com";

  private final Fields root;
  private final Path file;

  Sections(Fields root, Path file) {
    this.root = root;
    this.file = file;
  }

  /// Everything, or nothing when a section cannot be made; the problems have been noted.
  Optional<ConfigFile> read() {
    TieoutConfig.Web web = web(root.section("web"));
    Optional<DatabaseAddress> database = database(root.section("database"));
    Crm crm = crm(root.section("salesforce"));
    Books books = books(root.section("quickbooks"));
    Optional<SlackSettings> slack = slack(root.section("slack"));
    Optional<ModelSettings> model = model(root.section("model"));
    Directory people = new People(root).read();
    Optional<Policy> policy = policy();
    policy.ifPresent(p -> People.requireApprovers(root, people, p));
    TieoutConfig.Rhythm rhythm = rhythm(root.section("rhythm"));
    root.done();
    if (crm.settings().isEmpty()
        || books.settings().isEmpty()
        || slack.isEmpty()
        || policy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigFile(
            new TieoutConfig(
                web,
                crm.settings().get(),
                crm.outbound(),
                books.settings().get(),
                books.firstGrant(),
                books.zone(),
                slack.get(),
                model,
                people,
                policy.get(),
                rhythm),
            database));
  }

  private record Crm(
      Optional<SalesforceSettings> settings, Optional<TieoutConfig.OutboundPath> outbound) {}

  private record Books(Optional<QuickBooksSettings> settings, Secret firstGrant, ZoneId zone) {}

  private static TieoutConfig.Web web(Fields fields) {
    TieoutConfig.Web web =
        new TieoutConfig.Web(
            fields.textOr("host", TieoutConfig.Web.DEFAULT_HOST),
            fields.number("port", TieoutConfig.Web.DEFAULT_PORT, 0, 65_535));
    fields.done();
    return web;
  }

  private static Optional<DatabaseAddress> database(Fields fields) {
    Optional<String> url = fields.optText("url");
    Optional<String> user = fields.optText("user");
    Optional<Secret> password = fields.optSecret("password", "TIEOUT_DB_PASSWORD").map(Secret::new);
    int pool = fields.number("pool_size", DatabaseAddress.DEFAULT_POOL_SIZE, 4, 100);
    if (!fields.present("url") && (fields.present("user") || fields.present("password"))) {
      fields.problem(
          "url",
          "is missing; write jdbc:postgresql://HOST:5432/NAME, or leave the whole section out for"
              + " the embedded database");
    }
    fields.done();
    return url.flatMap(u -> fields.built(() -> new DatabaseAddress(u, user, password, pool)));
  }

  private static Crm crm(Fields fields) {
    Optional<URI> login =
        fields.address("login_url", "give your My Domain address, https://NAME.my.salesforce.com");
    String clientId = fields.text("client_id", CONSUMER_KEY);
    Optional<Grant> grant = grant(fields);
    Optional<String> organization = fields.optText("organization_id");
    Optional<TieoutConfig.OutboundPath> outbound = outbound(fields);
    fields.done();
    if (login.isEmpty() || clientId.isEmpty() || grant.isEmpty()) {
      return new Crm(Optional.empty(), outbound);
    }
    Optional<SalesforceSettings> settings =
        fields.built(() -> {
          SalesforceSettings all =
              SalesforceSettings.of(withoutSlash(login.get()), clientId, grant.get());
          return organization.map(all::withOrganization).orElse(all);
        });
    return new Crm(settings, outbound);
  }

  /// Either the app's own secret, or a user and a key.
  private static Optional<Grant> grant(Fields fields) {
    Optional<String> secret = fields.optSecret("client_secret", "SF_CLIENT_SECRET");
    Optional<String> username = fields.optText("username");
    Optional<String> key = fields.optSecret("private_key", "SF_PRIVATE_KEY");
    String audience = fields.textOr("audience", "https://login.salesforce.com");
    boolean asUser = fields.present("username") || fields.present("private_key");
    if (asUser && fields.present("client_secret")) {
      fields.problem(
          "client_secret", "stands beside username or private_key; keep one way to log in");
      return Optional.empty();
    }
    if (!asUser) {
      if (!fields.present("client_secret")) {
        fields.problem(
            "client_secret",
            "is missing; write ${SF_CLIENT_SECRET} and set that variable, or log in with username"
                + " and private_key");
      }
      return secret.map(s -> new Grant.ClientCredentials(new Secret(s)));
    }
    if (!fields.present("username")) {
      fields.problem("username", "is missing; name the Salesforce user to act as");
    }
    if (!fields.present("private_key")) {
      fields.problem("private_key", "is missing; write ${SF_PRIVATE_KEY} and set that variable");
    }
    return username.flatMap(u -> key.map(k -> new Grant.Jwt(u, new Secret(k), audience)));
  }

  private static Optional<TieoutConfig.OutboundPath> outbound(Fields fields) {
    Optional<String> secret = fields.optSecret("outbound_secret", "SF_OUTBOUND_SECRET");
    if (fields.present("outbound_secret") && !fields.present("organization_id")) {
      fields.problem(
          "organization_id", "is missing; Outbound Messages are only taken from one organisation");
    }
    return secret.flatMap(s -> fields.built(() -> new TieoutConfig.OutboundPath(s)));
  }

  private static Books books(Fields fields) {
    String book = fields.textOr("book", "main");
    boolean sandbox =
        fields.oneOf("environment", List.of("production", "sandbox")).equals("sandbox");
    URI usual = sandbox ? QuickBooksSettings.SANDBOX : QuickBooksSettings.PRODUCTION;
    URI api = fields.addressOr("api_base", usual, "by `environment`");
    URI tokenUrl =
        fields.addressOr(
            "token_url", QuickBooksSettings.TOKEN_URL, QuickBooksSettings.TOKEN_URL.toString());
    String realm = fields.text("realm_id", "it came as realmId when the company connected");
    if (!realm.isEmpty() && !realm.matches("\\d{1,32}")) {
      fields.problem("realm_id", "is not a number; it came as realmId when the company connected");
    }
    String clientId = fields.text("client_id", INTUIT_KEYS);
    String secret = fields.secret("client_secret", "QBO_CLIENT_SECRET");
    String verifier = fields.secret("webhook_verifier", "QBO_WEBHOOK_VERIFIER");
    Secret grant = new Secret(fields.optSecret("refresh_token", "QBO_REFRESH_TOKEN").orElse(""));
    ZoneId zone = fields.zone("time_zone", "America/New_York");
    fields.done();
    if (!realm.matches("\\d{1,32}")
        || clientId.isEmpty()
        || secret.isEmpty()
        || verifier.isEmpty()) {
      return new Books(Optional.empty(), grant, zone);
    }
    Optional<QuickBooksSettings> settings =
        fields.built(() ->
            new QuickBooksSettings(
                book,
                withoutSlash(api),
                withoutSlash(tokenUrl),
                clientId,
                new Secret(secret),
                realm,
                QuickBooksSettings.MINOR_VERSION,
                QuickBooksSettings.APP,
                new Secret(verifier),
                PAGE));
    return new Books(settings, grant, zone);
  }

  private static Optional<SlackSettings> slack(Fields fields) {
    String token = fields.secret("bot_token", "SLACK_BOT_TOKEN");
    String signing = fields.secret("signing_secret", "SLACK_SIGNING_SECRET");
    String channel =
        fields.text("finance_channel", "give the id of the channel for cards, C0123456789");
    if (!channel.isEmpty() && !channel.matches("[CG][A-Z0-9]{2,20}")) {
      fields.problem(
          "finance_channel",
          "is not a channel's id; open the channel's details in Slack, the id stands at the bottom:"
              + " C0123456789");
    }
    URI api = fields.addressOr("api_base", SlackSettings.SLACK, SlackSettings.SLACK.toString());
    fields.done();
    if (token.isEmpty() || signing.isEmpty() || channel.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new SlackSettings(
            URI.create(withoutSlash(api) + "/"), new Secret(token), new Secret(signing), channel));
  }

  private static Optional<ModelSettings> model(Fields fields) {
    Optional<URI> url = fields.optUri("base_url");
    Optional<String> name = fields.optText("name");
    Optional<String> key = fields.optSecret("api_key", "MODEL_API_KEY");
    boolean anything = fields.present("name") || fields.present("api_key");
    if (anything && !fields.present("base_url")) {
      fields.problem(
          "base_url",
          "is missing; give the OpenAI-compatible address, or leave the whole section out for the"
              + " planner without a model");
    }
    if (fields.present("base_url") && !fields.present("name")) {
      fields.problem("name", "is missing; name the model as its server knows it");
    }
    fields.done();
    return url.flatMap(u -> name.map(n -> new ModelSettings(u, new Secret(key.orElse("none")), n)));
  }

  private Optional<Policy> policy() {
    String path = root.textOr("policy", ShippedPolicy.NAME);
    if (path.equals(ShippedPolicy.NAME)) {
      return Optional.of(ShippedPolicy.read());
    }
    Path policy = file.toAbsolutePath().resolveSibling(path);
    try {
      return Optional.of(Policy.parse(Files.readString(policy)));
    } catch (IOException e) {
      root.problem(
          "policy", "'%s' cannot be read; give a path beside the configuration".formatted(policy));
    } catch (PolicyException e) {
      e.problems().forEach(p -> root.problem("policy", path + ": " + p));
    }
    return Optional.empty();
  }

  private static TieoutConfig.Rhythm rhythm(Fields fields) {
    TieoutConfig.Rhythm usual = TieoutConfig.Rhythm.DEFAULT;
    TieoutConfig.Rhythm rhythm =
        new TieoutConfig.Rhythm(
            fields.duration("salesforce_poll", usual.crmPoll(), SHORTEST, LONGEST),
            fields.duration("quickbooks_sweep", usual.ledgerSweep(), SHORTEST, LONGEST),
            fields.duration("effect_janitor", usual.janitor(), SHORTEST, LONGEST));
    fields.done();
    return rhythm;
  }

  private static URI withoutSlash(URI uri) {
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }
}
