package io.tieout.app.sandbox;

import io.tieout.app.config.TieoutConfig;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.InstantSource;

/// The three stand-ins, filled with one seeded company, living by one clock.
public record Vendors(
    Company company,
    SandboxClock clock,
    SalesforceStandIn salesforce,
    QuickBooksStandIn quickbooks,
    SlackStandIn slack)
    implements AutoCloseable {
  /// The company everybody gets who names no other seed.
  public static final long DEFAULT_SEED = 1;

  public static final int DEFAULT_DEALS = 40;

  /// Starts all three, each on a free port.
  ///
  /// @param real the clock that the sandbox's runs ahead of
  public static Vendors start(long seed, int deals, InstantSource real) {
    SandboxClock clock = new SandboxClock(real);
    Company company = SeededCompany.generate(seed, deals, clock.instant());
    return new Vendors(
        company,
        clock,
        SalesforceStandIn.start(SalesforceStandIn.Options.of(company, clock)),
        QuickBooksStandIn.start(new QuickBooksStandIn.Options(0, company, clock, seed)),
        SlackStandIn.start(SlackStandIn.Options.of(company, clock)));
  }

  /// Addresses, ids and credentials of every stand-in, for any outside client.
  public Json.Obj info() {
    return Json.object()
        .put("company", company.name())
        .put("seed", company.seed())
        .put("salesforce", salesforce.info())
        .put("quickbooks", quickbooks.info())
        .put("slack", slack.info())
        .build();
  }

  /// Tells every stand-in where the house listens, as an administrator would after it has moved.
  void tell(URI house, TieoutConfig config) {
    slack.eventsTo(house.resolve("/slack/events"));
    slack.interactivityTo(house.resolve("/slack/interactivity"));
    slack.commandsTo(house.resolve("/slack/commands"));
    quickbooks.webhooksTo(house.resolve("/quickbooks/webhooks"));
    config
        .outboundMessages()
        .ifPresent(path -> salesforce.outboundMessagesTo(house.resolve(path.path())));
  }

  @Override
  public void close() {
    slack.close();
    quickbooks.close();
    salesforce.close();
  }
}
