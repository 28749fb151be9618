package io.tieout.app.house;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.VaultedGrant;
import io.tieout.engine.effect.Systems;
import io.tieout.engine.quota.QuotaPlan;
import io.tieout.engine.quota.QuotaPlans;
import io.tieout.engine.quota.Quotas;
import io.tieout.fact.check.Check;
import io.tieout.fact.check.Retiring;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotCrm;
import io.tieout.vendor.pubsub.ChangeListener;
import io.tieout.vendor.pubsub.ChangeStream;
import io.tieout.vendor.pubsub.PubSubSettings;
import io.tieout.vendor.pubsub.TopicCheck;
import io.tieout.vendor.quickbooks.QuickBooksLedger;
import io.tieout.vendor.salesforce.SalesforceCrm;
import io.tieout.vendor.salesforce.SessionSource;
import io.tieout.vendor.xero.XeroAuth;
import io.tieout.vendor.xero.XeroLedger;
import io.tieout.work.drift.WatchedBook;
import io.tieout.work.invoicing.BookConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The connectors of this house.
record Connections(List<CrmSide> sides, List<BookSide> ledgers) implements AutoCloseable {
  Connections {
    sides = List.copyOf(sides);
    ledgers = List.copyOf(ledgers);
  }

  /// A CRM to read and to write; both are one connector.
  ///
  /// @param events tells of changes as they happen; empty when only the poll does
  /// @param audit keeps copies of audit entries; empty when nobody asked for them
  record CrmSide(
      Crm crm,
      CrmWriter writer,
      Optional<Events> events,
      Optional<DealAudit> audit,
      Closing closing) {
    static <T extends Crm & CrmWriter> CrmSide of(
        T connector, Optional<Events> events, Optional<DealAudit> audit, Closing closing) {
      return new CrmSide(connector, connector, events, audit, closing);
    }

    String name() {
      return crm.system();
    }
  }

  /// A book to read and to write; both are one connector.
  ///
  /// @param config says where its days begin and end, and how its invoices are made
  record BookSide(Ledger ledger, LedgerWriter writer, BookConfig config, Closing closing) {
    static <T extends Ledger & LedgerWriter> BookSide of(
        T connector, BookConfig config, Closing closing) {
      return new BookSide(connector, connector, config, closing);
    }

    String name() {
      return ledger.bookId();
    }
  }

  /// Begins a stream of a CRM's change events.
  interface Events {
    String topic();

    Closing listen(ChangeListener listener);

    /// Whether the stream could be begun.
    Check check();
  }

  private record PubSub(PubSubSettings settings, SessionSource sessions, Timing timing)
      implements Events {
    @Override
    public String topic() {
      return settings.topic();
    }

    @Override
    public Check check() {
      return TopicCheck.of(settings, sessions);
    }

    @Override
    public Closing listen(ChangeListener listener) {
      ChangeStream stream =
          ChangeStream.open(
              settings,
              sessions,
              listener,
              timing,
              Thread.ofVirtual().name("change-events-", 0).factory());
      return stream::close;
    }
  }

  /// Ends a connector's own threads and sockets.
  @FunctionalInterface
  interface Closing {
    void close();
  }

  static Connections open(
      TieoutConfig config, VaultedGrant.Kept vault, Quotas quotas, Timing timing) {
    return new Connections(
        config.crms().stream().map(crm -> crm(crm, vault, quotas, timing)).toList(),
        config.books().stream().map(book -> book(book, vault, quotas, timing)).toList());
  }

  static Timing timing(InstantSource clock, RandomGenerator random) {
    return new Timing(clock, random, Pause.sleeping());
  }

  private static CrmSide crm(
      CrmConfig config, VaultedGrant.Kept vault, Quotas quotas, Timing timing) {
    return switch (config) {
      case CrmConfig.Salesforce salesforce -> {
        QuotaPlan plan = QuotaPlans.salesforce(salesforce.settings().loginUrl().getHost());
        SalesforceCrm connector =
            new SalesforceCrm(salesforce.settings(), timing.under(quotas.of(plan)));
        yield CrmSide.of(
            connector,
            salesforce.events().map(e -> new PubSub(e, connector.sessions(), timing)),
            connector.audit(),
            connector::close);
      }
      case CrmConfig.HubSpot hubspot -> {
        VaultedGrant grant =
            new VaultedGrant(vault, "hubspot/main", hubspot.firstGrant(), timing.clock());
        QuotaPlan plan = QuotaPlans.hubSpot(hubspot.settings().portalId().orElse("portal"));
        HubSpotCrm connector =
            new HubSpotCrm(hubspot.settings(), Optional.of(grant), timing.under(quotas.of(plan)));
        yield CrmSide.of(connector, Optional.empty(), Optional.empty(), connector::close);
      }
    };
  }

  private static BookSide book(
      BookConfig config, VaultedGrant.Kept vault, Quotas quotas, Timing timing) {
    return switch (config) {
      case BookConfig.QuickBooks book -> {
        VaultedGrant grant =
            new VaultedGrant(vault, "quickbooks/" + book.id(), book.firstGrant(), timing.clock());
        QuotaPlan plan = QuotaPlans.quickBooks(book.id(), book.settings().realmId());
        QuickBooksLedger connector =
            new QuickBooksLedger(
                book.settings(), grant, Settings.DEFAULT, timing.under(quotas.of(plan)));
        yield BookSide.of(connector, book, connector::close);
      }
      case BookConfig.Xero book -> {
        QuotaPlan plan = QuotaPlans.xero(book.id(), book.tenantId());
        XeroLedger connector =
            new XeroLedger(
                book.settings(xeroAuth(book, vault, timing)),
                Settings.DEFAULT,
                timing.under(quotas.of(plan)));
        yield BookSide.of(connector, book, connector::close);
      }
    };
  }

  private static XeroAuth xeroAuth(BookConfig.Xero book, VaultedGrant.Kept vault, Timing timing) {
    return book.consent()
        .<XeroAuth>map(consent -> {
          String name = "xero/" + consent;
          return new XeroAuth.Consent(
              name, new VaultedGrant(vault, name, book.firstGrant(), timing.clock()));
        })
        .orElseGet(XeroAuth.CustomConnection::new);
  }

  /// By their names.
  Map<String, Crm> crms() {
    return by(sides, CrmSide::name, CrmSide::crm);
  }

  /// By their ids.
  Map<String, Ledger> books() {
    return by(ledgers, BookSide::name, BookSide::ledger);
  }

  Map<String, BookConnection> bookConnections() {
    return by(
        ledgers,
        BookSide::name,
        side -> new BookConnection(side.ledger(), side.config().zone(), side.config().billing()));
  }

  /// The books whose drift is watched.
  Map<String, WatchedBook> watchedBooks() {
    return by(
        ledgers,
        BookSide::name,
        side -> new WatchedBook(side.ledger(), side.config().zone(), side.config().drift()));
  }

  /// The books that keep notes with their invoices.
  Set<String> noting() {
    return ledgers.stream()
        .filter(side -> side.ledger().keepsNotes())
        .map(BookSide::name)
        .collect(Collectors.toSet());
  }

  Systems systems() {
    return new Systems(
        crms(),
        by(sides, CrmSide::name, CrmSide::writer),
        books(),
        by(ledgers, BookSide::name, BookSide::writer),
        by(
            ledgers,
            BookSide::name,
            side -> new Systems.Kept(side.config().zone(), side.config().billing().numbers())));
  }

  /// Connectors that call a version with an end, by the names people know them by.
  Map<String, Retiring> retiring() {
    Map<String, Retiring> all = new HashMap<>();
    for (CrmSide side : sides) {
      if (side.crm() instanceof Retiring retiring) {
        all.put(side.name(), retiring);
      }
    }
    for (BookSide side : ledgers) {
      if (side.ledger() instanceof Retiring retiring) {
        all.put(side.ledger().place(), retiring);
      }
    }
    return Map.copyOf(all);
  }

  private static <S, T> Map<String, T> by(
      List<S> sides, Function<S, String> name, Function<S, T> value) {
    return sides.stream().collect(Collectors.toMap(name, value));
  }

  @Override
  public void close() {
    List<Closing> all = new ArrayList<>(sides.stream().map(CrmSide::closing).toList());
    all.addAll(ledgers.stream().map(BookSide::closing).toList());
    all.forEach(Closing::close);
  }
}
