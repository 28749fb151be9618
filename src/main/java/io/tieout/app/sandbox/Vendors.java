package io.tieout.app.sandbox;

import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.fact.party.SystemName;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.pubsub.PubSubStandIn;
import io.tieout.sandbox.quickbooks.QuickBooksSide;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceSide;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The stand-ins, filled with one seeded company, living by one clock: a CRM, one or more ledgers,
/// Slack.
public record Vendors(
    Company company,
    SandboxClock clock,
    CrmSide crm,
    Optional<PubSubStandIn> events,
    List<BooksSide> books,
    SlackStandIn slack)
    implements AutoCloseable {
  /// The company everybody gets who names no other seed.
  public static final long DEFAULT_SEED = 1;

  public static final int DEFAULT_DEALS = 40;

  public Vendors {
    books = List.copyOf(books);
  }

  /// Which systems the company uses.
  ///
  /// @param crm a system's name, such as `salesforce`
  /// @param ledgers systems' names, such as `quickbooks`; the first is where most deals belong
  public record Systems(String crm, List<String> ledgers) {
    public static final List<String> CRMS = List.of("salesforce", "hubspot");
    public static final List<String> LEDGERS = List.of("quickbooks", "xero");
    public static final Systems DEFAULT = new Systems(CRMS.getFirst(), List.of(LEDGERS.getFirst()));

    public Systems {
      ledgers = List.copyOf(ledgers);
      checkKnown("CRM", List.of(crm), CRMS);
      checkKnown("ledger", ledgers, LEDGERS);
      if (ledgers.isEmpty() || ledgers.stream().distinct().count() < ledgers.size()) {
        throw new IllegalArgumentException(
            "ledgers %s: name one or more of %s, each once".formatted(ledgers, LEDGERS));
      }
    }

    /// As people call them: `HubSpot, Xero and Slack`.
    public String names() {
      String named =
          Stream.concat(Stream.of(crm), ledgers.stream())
              .map(SystemName::spoken)
              .collect(Collectors.joining(", "));
      return named + " and Slack";
    }

    private static void checkKnown(String what, List<String> named, List<String> known) {
      named.stream()
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(name -> {
            throw unknown(what, name, known);
          });
    }
  }

  /// As [#start(long, int, InstantSource, Systems)], with Salesforce and QuickBooks.
  public static Vendors start(long seed, int deals, InstantSource real) {
    return start(seed, deals, real, Systems.DEFAULT);
  }

  /// Starts all of them, each on a free port.
  ///
  /// @param real the clock that the sandbox's runs ahead of
  public static Vendors start(long seed, int deals, InstantSource real, Systems systems) {
    return start(seed, deals, real, systems, true);
  }

  private static Vendors start(
      long seed, int deals, InstantSource real, Systems systems, boolean streaming) {
    SandboxClock clock = new SandboxClock(real);
    Company company = SeededCompany.generate(seed, deals, clock.instant());
    CrmSide crm = crm(systems.crm(), company, clock);
    return new Vendors(
        company,
        clock,
        crm,
        streaming ? events(crm, company, clock) : Optional.empty(),
        systems.ledgers().stream().map(ledger -> ledger(ledger, company, clock)).toList(),
        SlackStandIn.start(SlackStandIn.Options.of(company, clock)));
  }

  /// As [#start(long, int, InstantSource, Systems)], without a stream of change events: all that is
  /// sent goes through the couriers of the stand-ins.
  public static Vendors withoutEvents(long seed, int deals, InstantSource real, Systems systems) {
    return start(seed, deals, real, systems, false);
  }

  private static Optional<PubSubStandIn> events(CrmSide crm, Company company, SandboxClock clock) {
    return crm instanceof SalesforceSide salesforce
        ? Optional.of(
            PubSubStandIn.start(
                PubSubStandIn.Options.of(salesforce.standIn(), clock, company.seed())))
        : Optional.empty();
  }

  private static CrmSide crm(String system, Company company, SandboxClock clock) {
    return switch (system) {
      case "salesforce" ->
          new SalesforceSide(
              SalesforceStandIn.start(SalesforceStandIn.Options.of(company, clock)),
              company.home());
      case "hubspot" -> HubSpotStandIn.start(HubSpotStandIn.Options.of(company, clock));
      default -> throw unknown("CRM", system, Systems.CRMS);
    };
  }

  private static BooksSide ledger(String system, Company company, SandboxClock clock) {
    return switch (system) {
      case "quickbooks" ->
          new QuickBooksSide(
              QuickBooksStandIn.start(
                  new QuickBooksStandIn.Options(0, company, clock, company.seed())));
      case "xero" -> XeroStandIn.start(XeroStandIn.Options.of(company, clock));
      default -> throw unknown("ledger", system, Systems.LEDGERS);
    };
  }

  private static IllegalArgumentException unknown(String what, String system, List<String> known) {
    return new IllegalArgumentException(
        "there is no %s '%s' in the sandbox; choose one of %s".formatted(what, system, known));
  }

  /// The Salesforce stand-in, where that is the company's CRM.
  public SalesforceStandIn salesforce() {
    return ((SalesforceSide) crm).standIn();
  }

  /// The QuickBooks stand-in, where that is the company's first ledger.
  public QuickBooksStandIn quickbooks() {
    return ((QuickBooksSide) books.getFirst()).standIn();
  }

  /// Addresses, ids and credentials of every stand-in, for any outside client.
  public Json.Obj info() {
    JsonObjBuilder info =
        Json.object()
            .put("company", company.name())
            .put("seed", company.seed())
            .put(crm.system(), crm.info());
    events.ifPresent(stream -> info.put("pubsub", stream.info()));
    books.forEach(book -> info.put(book.system(), book.info()));
    return info.put("slack", slack.info()).build();
  }

  /// As [#tell(URI, TieoutConfig)], for a house that is configured as the sandbox's.
  public void tell(URI house) {
    tell(house, SandboxConfig.of(this));
  }

  /// Has each of them wait so long before it answers, as over a network.
  public void delay(Duration latency) {
    crm.weather().delay(latency);
    books.forEach(book -> book.weather().delay(latency));
    slack.weather().delay(latency);
  }

  /// Tells every stand-in where the house listens, as an administrator would after it has moved.
  public void tell(URI house, TieoutConfig config) {
    slack.eventsTo(house.resolve("/slack/events"));
    slack.interactivityTo(house.resolve("/slack/interactivity"));
    slack.commandsTo(house.resolve("/slack/commands"));
    books.forEach(book -> book.webhooksTo(house.resolve("/" + book.system() + "/webhooks")));
    config
        .crms()
        .forEach(crmConfig -> {
          switch (crmConfig) {
            case CrmConfig.Salesforce salesforce ->
                salesforce.outbound().ifPresent(path -> crm.webhooksTo(house.resolve(path.path())));
            case CrmConfig.HubSpot _ -> crm.webhooksTo(house.resolve("/hubspot/webhooks"));
          }
        });
  }

  @Override
  public void close() {
    slack.close();
    books.forEach(BooksSide::close);
    events.ifPresent(PubSubStandIn::close);
    crm.close();
  }
}
