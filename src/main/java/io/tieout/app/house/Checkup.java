package io.tieout.app.house;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.Connectable;
import io.tieout.app.connect.Connectables;
import io.tieout.app.connect.Standing;
import io.tieout.app.connect.VaultedGrant;
import io.tieout.door.slack.SlackChecks;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseChecks;
import io.tieout.engine.quota.Quotas;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultException;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.check.Installable;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.party.Role;
import io.tieout.value.fault.FaultException;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Looks at everything a house relies on, without starting one.
public final class Checkup {
  private static final String CONNECTION = "connection";
  private static final Settings ONCE =
      new Settings(Duration.ofSeconds(10), Duration.ofSeconds(5), 1, 1);

  private final TieoutConfig config;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// What was looked at in one place.
  ///
  /// @param name such as `database` or `quickbooks/main`
  public record Section(String name, List<Check> checks) {
    public Section {
      checks = List.copyOf(checks);
    }

    Section with(List<Check> more) {
      return new Section(name, Stream.concat(checks.stream(), more.stream()).toList());
    }

    /// How many checks ended so.
    public long count(Check.Outcome outcome) {
      return checks.stream().filter(check -> check.outcome() == outcome).count();
    }
  }

  public Checkup(TieoutConfig config, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  /// What the configuration itself tells.
  public Section settings() {
    List<Check> checks = new ArrayList<>();
    checks.add(publicUrl());
    checks.add(
        config.people().with(Role.ADMIN).isEmpty()
            ? Check.warning(
                "administrators",
                "nobody has the role admin; give it to who is to be told when a connection ends")
            : Check.ok("administrators", config.people().with(Role.ADMIN).size() + " told"));
    checks.addAll(PolicyChecks.of(config.policy()));
    return new Section("settings", checks);
  }

  private Check publicUrl() {
    String name = "web.public_url";
    Optional<URI> url = config.web().publicUrl();
    if (url.isEmpty()) {
      return Check.warning(
          name,
          "is not set: no system can be connected by consent. Write the address that browsers and vendors reach Tieout at, https://tieout.example.com");
    }
    return "https".equals(url.get().getScheme())
        ? Check.ok(name, url.get().toString())
        : Check.warning(name, url.get() + " is on this machine: vendors' webhooks cannot reach it");
  }

  /// Whether our public address leads to a running Tieout; nothing where there is none.
  public Optional<Section> address() {
    return config.web().publicUrl().map(url -> new Section("address", List.of(reached(url))));
  }

  private Check reached(URI url) {
    String name = "answers";
    Timing timing = Connections.timing(clock, random);
    try (Outbound out = new Outbound("Tieout", ONCE, timing, new StatusFaults("Tieout", clock))) {
      return out.send(Call.get(URI.create(url + "/healthz"))).text().equals("ok")
          ? Check.ok(name, url + "/healthz")
          : Check.failed(name, url + " leads to something else; look at the proxy");
    } catch (FaultException e) {
      return Check.warning(
          name,
          "%s/healthz cannot be reached from here (%s); see that Tieout is started, and look at the proxy"
              .formatted(url, e.fault().message()));
    }
  }

  /// The database, and whether the key opens what is sealed in it.
  public List<Section> stored(Database database, Optional<VaultKey> key) {
    return List.of(
        new Section("database", new DatabaseChecks(database).checks()),
        new Section("vault", List.of(sealed(database, key))));
  }

  private Check sealed(Database database, Optional<VaultKey> key) {
    String name = "vault key";
    if (key.isEmpty()) {
      return Check.failed(
          name,
          "is not at hand; set %s as for the running Tieout, or name its data folder with --data"
              .formatted(VaultKey.VARIABLE));
    }
    Vault vault = new Vault(database, key.get(), clock);
    List<String> names = vault.names();
    try {
      names.forEach(vault::open);
    } catch (VaultException e) {
      return Check.failed(name, String.valueOf(e.getMessage()));
    }
    List<String> otherwise = vault.sealedOtherwise();
    return otherwise.isEmpty()
        ? Check.ok(name, "key %s opens all %d".formatted(key.get().id(), names.size()))
        : Check.warning(
            name,
            "%d of %d are sealed with an older key; run ./tieout connect --rotate-key"
                .formatted(otherwise.size(), names.size()));
  }

  /// Every connected system, asked itself. Tokens that are renewed on the way are kept.
  ///
  /// @param install whether what we need there and is missing is made first
  public List<Section> systems(Database database, VaultKey key, boolean install) {
    VaultedGrant.Kept kept =
        new VaultedGrant.Kept(new Vault(database, key, clock), new Refusals(database, clock));
    List<Section> sections = new ArrayList<>();
    Quotas quotas = new Quotas(database, clock, "check", 1);
    try (Connections connections =
        Connections.open(config, kept, quotas, Connections.timing(clock, random))) {
      connections
          .sides()
          .forEach(side ->
              sections.add(withEvents(section(side.name(), side.crm(), kept, install), side)));
      connections
          .ledgers()
          .forEach(side -> {
            BillingRules rules = side.config().billing();
            Section read = section(side.ledger().place(), side.ledger(), kept, install);
            Section numbered =
                rules
                    .numbers()
                    .map(ours ->
                        new Section(
                            read.name(), NumberCheck.among(read.checks(), side.ledger(), ours)))
                    .orElse(read);
            sections.add(numbered.with(PricesCheck.of(side.ledger(), rules.pricing())));
          });
    }
    return sections;
  }

  /// Where the log-in fails, nothing more is learnt from the stream of events.
  private static Section withEvents(Section section, Connections.CrmSide side) {
    boolean out =
        section.checks().stream()
            .anyMatch(c -> c.name().equals("log-in") && c.outcome() == Check.Outcome.FAILED);
    return out
        ? section
        : new Section(
            section.name(),
            Stream.concat(
                    section.checks().stream(),
                    side.events().map(Connections.Events::check).stream())
                .toList());
  }

  /// Slack, asked itself.
  public Section slack() {
    return new Section("slack", new SlackChecks(config.slack()).checks());
  }

  private Section section(String name, Object connector, VaultedGrant.Kept kept, boolean install) {
    List<Check> checks = new ArrayList<>();
    if (install && connector instanceof Installable installable) {
      try {
        installable.install();
      } catch (FaultException e) {
        checks.add(Check.failed("installing", e.fault().message()));
      }
    }
    if (connector instanceof Checkable checkable) {
      checks.addAll(checkable.checks());
    } else {
      checks.add(Check.warning("settings", "this connector cannot look at them yet"));
    }
    List<Check> all =
        Stream.concat(
                Connectables.of(config).stream()
                    .filter(c -> c.key().equals(connection(name)) || c.system().equals(name))
                    .map(c -> standing(c, kept)),
                checks.stream())
            .toList();
    return new Section(name, all);
  }

  /// Books of one Xero consent have its connection, not one each.
  private String connection(String place) {
    return config
        .books(BookConfig.Xero.class)
        .filter(book -> place.equals("xero/" + book.id()))
        .flatMap(book -> book.consent().stream())
        .map(consent -> "xero/" + consent)
        .findFirst()
        .orElse(place);
  }

  private Check standing(Connectable connectable, VaultedGrant.Kept kept) {
    String remedy = "run ./tieout connect " + connectable.system();
    return switch (Standing.of(connectable, kept, clock)) {
      case Standing.Connected(var since, var expires) ->
          Check.ok(
              CONNECTION,
              since.map(at -> "since " + at).orElse("with the configured token")
                  + expires.map(at -> ", ends " + at + " if unused").orElse(""));
      case Standing.EndsSoon(_, var expires) ->
          Check.warning(CONNECTION, "ends " + expires + "; " + remedy);
      case Standing.ReconnectNeeded(var at) ->
          Check.failed(CONNECTION, "is no longer accepted since " + at + "; " + remedy);
      case Standing.Withdrawn withdrawn ->
          Check.failed(
              CONNECTION,
              "no longer reaches %s since %s; %s and choose it there"
                  .formatted(withdrawn.spoken(), withdrawn.since(), remedy));
      case Standing.NotConnected _ -> Check.failed(CONNECTION, "nobody has consented; " + remedy);
      case Standing.Unreadable(String why) -> Check.failed(CONNECTION, why);
    };
  }
}
