package io.tieout.app.config;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.door.slack.SlackSettings;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyException;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.quickbooks.Secret;
import io.tieout.vendor.salesforce.SalesforceSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sections of the configuration file, each turned into its room's settings.
final class Sections {
  private static final int PAGE = 1_000;
  private final Fields root;
  private final Path file;

  Sections(Fields root, Path file) {
    this.root = root;
    this.file = file;
  }

  /// Everything, or null when a section has problems; they have been noted.
  @Nullable ConfigFile read() {
    TieoutConfig.Web web = web(root.section("web"));
    Optional<DatabaseAddress> database = database(root.section("database"));
    Fields salesforceFields = root.section("salesforce");
    @Nullable SalesforceSettings salesforce = salesforce(salesforceFields);
    Optional<TieoutConfig.OutboundPath> outbound = outbound(salesforceFields);
    salesforceFields.done();
    Fields books = root.section("quickbooks");
    @Nullable QuickBooksSettings quickbooks = quickbooks(books);
    Secret grant = new Secret(books.optSecret("refresh_token", "QBO_REFRESH_TOKEN").orElse(""));
    var zone = books.zone("time_zone", "America/New_York");
    books.done();
    @Nullable SlackSettings slack = slack(root.section("slack"));
    Optional<ModelSettings> model = model(root.section("model"));
    Directory people = people();
    @Nullable Policy policy = policy();
    TieoutConfig.Rhythm rhythm = rhythm(root.section("rhythm"));
    root.done();
    if (salesforce == null || quickbooks == null || slack == null || policy == null) {
      return null;
    }
    return new ConfigFile(
        new TieoutConfig(
            web,
            salesforce,
            outbound,
            quickbooks,
            grant,
            zone,
            slack,
            model,
            people,
            policy,
            rhythm),
        database);
  }

  private static TieoutConfig.Web web(Fields fields) {
    TieoutConfig.Web web =
        new TieoutConfig.Web(
            fields.optText("host").orElse("127.0.0.1"), fields.number("port", 8080, 0, 65_535));
    fields.done();
    return web;
  }

  private static Optional<DatabaseAddress> database(Fields fields) {
    Optional<String> url = fields.optText("url");
    Optional<String> user = fields.optText("user");
    Optional<DatabaseAddress.Password> password =
        fields.optSecret("password", "TIEOUT_DB_PASSWORD").map(DatabaseAddress.Password::new);
    int pool = fields.number("pool_size", DatabaseAddress.DEFAULT_POOL_SIZE, 4, 100);
    fields.done();
    return url.flatMap(u ->
        Optional.ofNullable(
            fields.<DatabaseAddress>built(() -> new DatabaseAddress(u, user, password, pool))));
  }

  private static @Nullable SalesforceSettings salesforce(Fields fields) {
    Optional<URI> login = fields.uri("login_url");
    if (login.isEmpty()) {
      fields.problem(
          "login_url", "is missing; give your My Domain address, https://NAME.my.salesforce.com");
    }
    String clientId = fields.text("client_id", "copy the External Client App's consumer key");
    Optional<String> organization = fields.optText("organization_id");
    SalesforceSettings.@Nullable Grant grant = grant(fields);
    if (login.isEmpty() || clientId.isEmpty() || grant == null) {
      return null;
    }
    return fields.built(() -> {
      SalesforceSettings settings = SalesforceSettings.of(login.get(), clientId, grant);
      return organization.map(settings::withOrganization).orElse(settings);
    });
  }

  private static SalesforceSettings.@Nullable Grant grant(Fields fields) {
    if (fields.present("username")) {
      String username = fields.text("username", "name the user to act as");
      String key = fields.secret("private_key", "SF_PRIVATE_KEY");
      String audience = fields.optText("audience").orElse("https://login.salesforce.com");
      return key.isEmpty()
          ? null
          : new SalesforceSettings.Grant.Jwt(
              username, new SalesforceSettings.Secret(key), audience);
    }
    String secret = fields.secret("client_secret", "SF_CLIENT_SECRET");
    return secret.isEmpty()
        ? null
        : new SalesforceSettings.Grant.ClientCredentials(new SalesforceSettings.Secret(secret));
  }

  private static Optional<TieoutConfig.OutboundPath> outbound(Fields fields) {
    Optional<String> secret = fields.optSecret("outbound_secret", "SF_OUTBOUND_SECRET");
    if (secret.isPresent() && !fields.present("organization_id")) {
      fields.problem(
          "organization_id", "is missing; Outbound Messages are only taken from one organisation");
    }
    return secret.flatMap(s ->
        Optional.ofNullable(
            fields.<TieoutConfig.OutboundPath>built(() -> new TieoutConfig.OutboundPath(s))));
  }

  private static @Nullable QuickBooksSettings quickbooks(Fields fields) {
    String book = fields.optText("book").orElse("main");
    boolean sandbox = fields.optText("environment").orElse("production").equals("sandbox");
    URI api =
        fields
            .uri("api_base")
            .orElse(sandbox ? QuickBooksSettings.SANDBOX : QuickBooksSettings.PRODUCTION);
    URI tokenUrl = fields.uri("token_url").orElse(QuickBooksSettings.TOKEN_URL);
    String realm = fields.text("realm_id", "it came as realmId when the company connected");
    String clientId =
        fields.text("client_id", "copy it from the app's keys at developer.intuit.com");
    String secret = fields.secret("client_secret", "QBO_CLIENT_SECRET");
    String verifier = fields.secret("webhook_verifier", "QBO_WEBHOOK_VERIFIER");
    return fields.built(() ->
        new QuickBooksSettings(
            book,
            api,
            tokenUrl,
            clientId,
            new Secret(secret),
            realm,
            QuickBooksSettings.MINOR_VERSION,
            QuickBooksSettings.APP,
            new Secret(verifier),
            PAGE));
  }

  private static @Nullable SlackSettings slack(Fields fields) {
    String token = fields.secret("bot_token", "SLACK_BOT_TOKEN");
    String signing = fields.secret("signing_secret", "SLACK_SIGNING_SECRET");
    String channel =
        fields.text("finance_channel", "give the id of the channel for cards, C0123456789");
    URI api = fields.uri("api_base").orElse(SlackSettings.SLACK);
    fields.done();
    if (token.isEmpty() || signing.isEmpty() || channel.isEmpty()) {
      return null;
    }
    return fields.built(() ->
        new SlackSettings(
            api, new SlackSettings.Secret(token), new SlackSettings.Secret(signing), channel));
  }

  private static Optional<ModelSettings> model(Fields fields) {
    Optional<URI> url = fields.uri("base_url");
    Optional<String> key = fields.optSecret("api_key", "MODEL_API_KEY");
    Optional<String> name = fields.optText("name");
    fields.done();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      fields.problem("name", "is missing; name the model as its server knows it");
    }
    return Optional.of(
        new ModelSettings(
            url.get(), new ModelSettings.ApiKey(key.orElse("none")), name.orElse("")));
  }

  private Directory people() {
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Fields person : root.sections("people")) {
      String slack = person.text("slack_user", "give the person's Slack member id, U0123456789");
      String name = person.text("name", "give the name people know");
      if (!seen.add(slack)) {
        person.problem("slack_user", "'" + slack + "' is listed twice; list each person once");
      }
      @Nullable Set<Role> roles =
          person.built(
              () -> person.texts("roles").stream().map(Role::new).collect(Collectors.toSet()));
      Optional<String> email = person.optText("email");
      person.done();
      members.add(new Member(slack, name, email, Objects.requireNonNullElse(roles, Set.of())));
    }
    if (members.isEmpty()) {
      root.problem("people", "is empty; without people nobody can approve anything");
    }
    return new Directory(members);
  }

  private @Nullable Policy policy() {
    Optional<String> path = root.optText("policy");
    if (path.isEmpty()) {
      return ShippedPolicy.read();
    }
    Path policy = file.toAbsolutePath().resolveSibling(path.get());
    try {
      return Policy.parse(Files.readString(policy));
    } catch (IOException e) {
      root.problem(
          "policy", "'%s' cannot be read; give a path beside the configuration".formatted(policy));
    } catch (PolicyException e) {
      e.problems().forEach(p -> root.problem("policy", path.get() + ": " + p));
    }
    return null;
  }

  private static TieoutConfig.Rhythm rhythm(Fields fields) {
    TieoutConfig.Rhythm usual = TieoutConfig.Rhythm.DEFAULT;
    TieoutConfig.Rhythm rhythm =
        new TieoutConfig.Rhythm(
            fields.duration("salesforce_poll", usual.crmPoll()),
            fields.duration("quickbooks_sweep", usual.ledgerSweep()),
            fields.duration("effect_janitor", usual.janitor()));
    fields.done();
    return rhythm;
  }
}
