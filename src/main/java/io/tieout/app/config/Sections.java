package io.tieout.app.config;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.door.slack.SlackSettings;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyException;
import io.tieout.value.secret.Secret;
import io.tieout.work.routing.Routing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The sections of the configuration file, each turned into its room's settings.
final class Sections {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

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
    Routing routing = new RoutingSection(root).read();
    List<CrmConfig> crms = new CrmSections(root, routing).read();
    List<BookConfig> books = new BookSections(root).read();
    Optional<SlackSettings> slack = slack(root.section("slack"));
    Optional<ModelSettings> model = model(root.section("model"));
    Directory people = new People(root).read(books.stream().findFirst().map(BookConfig::zone));
    Optional<Policy> policy = policy();
    policy.ifPresent(p -> People.requireApprovers(root, people, p));
    TieoutConfig.Rhythm rhythm = rhythm(root.section("rhythm"));
    AnchorsConfig anchors = new AnchorsSection(root.section("anchors"), file).read();
    RetentionSettings retention = new RetentionSection(root.section("retention")).read();
    root.done();
    if (crms.isEmpty() || books.isEmpty() || slack.isEmpty() || policy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigFile(
            new TieoutConfig(
                web,
                crms,
                books,
                RoutingSection.completed(root, routing, books),
                slack.get(),
                model,
                people,
                policy.get(),
                rhythm,
                anchors,
                retention),
            database));
  }

  private static TieoutConfig.Web web(Fields fields) {
    TieoutConfig.Web web =
        new TieoutConfig.Web(
            fields.textOr("host", TieoutConfig.Web.DEFAULT_HOST),
            fields.number("port", TieoutConfig.Web.DEFAULT_PORT, 0, 65_535),
            fields.optAddress("public_url").map(Sections::withoutSlash));
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
            fields.duration("crm_poll", usual.crmPoll(), SHORTEST, LONGEST),
            fields.duration("crm_sweep", usual.crmSweep(), SHORTEST, LONGEST),
            fields.duration("ledger_sweep", usual.ledgerSweep(), SHORTEST, LONGEST),
            fields.duration("effect_janitor", usual.janitor(), SHORTEST, LONGEST));
    fields.done();
    return rhythm;
  }

  static URI withoutSlash(URI uri) {
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }
}
