package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.sandbox.quickbooks.RequestLog;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One deal on its way to an invoice, in a company of its own, while the houses that work on it are
/// killed. What came of it is read from the stand-ins, never from Tieout.
final class KilledDeal implements AutoCloseable {
  private static final String CARO = "U0CARO";
  private static final String DEAL = "initech-onboarding";
  private static final int DEALS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMillis(500);
  private static final Duration SHORT_PATIENCE = Duration.ofMillis(600);

  /// Longer than any lease of a process that died.
  private static final Duration LEASES_RUN_OUT = Duration.ofMinutes(11);

  private final Path folder;
  private final DatabaseAddress address;
  private final Vendors vendors;
  private final SlackReader reader;
  private final String deal;
  private final String dealName;
  private final List<String> invoicesBefore;
  private int houses;

  private KilledDeal(Path folder, DatabaseAddress address, Vendors vendors) {
    this.folder = folder;
    this.address = address;
    this.vendors = vendors;
    this.reader = new SlackReader(vendors.slack());
    this.deal = vendors.salesforce().dealId(DEAL);
    this.dealName = opportunity().text("Name");
    this.invoicesBefore = invoices().stream().map(InvoiceView::id).toList();
  }

  /// @param name of the folder below `target` where the children write
  static KilledDeal in(String name) {
    Path folder = Path.of("target", "killed", name);
    try {
      Files.createDirectories(folder);
      try (var old = Files.newDirectoryStream(folder)) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KilledDeal(
        folder,
        TestDatabase.freshAddress(),
        Vendors.start(Vendors.DEFAULT_SEED, DEALS, InstantSource.system()));
  }

  Vendors vendors() {
    return vendors;
  }

  DatabaseAddress database() {
    return address;
  }

  /// Starts a house that will die there, or nowhere.
  HouseProcess house(Optional<ChildHouse.Death> death) {
    String name = "house-" + ++houses;
    HouseProcess child =
        HouseProcess.start(
            folder,
            new ChildHouse.Orders(
                vendors.info(),
                SandboxConfig.people(vendors.company()),
                address.jdbcUrl(),
                folder.toString(),
                name,
                vendors.clock().ahead(),
                SHORT_PATIENCE,
                death,
                folder.resolve(name + ".address").toString()));
    TieoutConfig config = SandboxConfig.of(vendors.info(), SandboxConfig.people(vendors.company()));
    vendors.tell(child.serving(), config);
    return child;
  }

  /// The deal is won, the house asks, the controller approves.
  void approved() {
    asked();
    clicked();
  }

  /// The deal is won and the house asks.
  void asked() {
    vendors.salesforce().moveStage(deal, "Closed Won");
    card();
  }

  /// The controller approves, and the click is acknowledged.
  void clicked() {
    Outcome outcome =
        vendors
            .slack()
            .click(CARO, reader.financeChannel(), card().text("ts"), "approve", Optional.empty());
    assertThat(outcome).isEqualTo(new Outcome.Taken());
  }

  void nothingWritten() {
    assertThat(vendors.quickbooks().requestLog().all()).isEmpty();
  }

  private Json.Obj card() {
    return seen(
        "a card to approve",
        () ->
            reader
                .card(CARO, dealName, "Approval needed")
                .filter(c -> SlackReader.hasAction(c, "approve")));
  }

  /// Another house takes over after the dead one's leases have run out, and is stopped when it says
  /// that it is done.
  void finishedByAnother() {
    vendors.clock().advance(LEASES_RUN_OUT);
    try (HouseProcess second = house(Optional.empty())) {
      seen("the card “Invoice posted”", () -> reader.card(CARO, dealName, "Invoice posted"));
      second.kill();
    }
  }

  /// Exactly one of everything, by the vendors' own records.
  void doneOnce() {
    InvoiceView invoice = onlyInvoice();
    assertThat(documents("Customer", "DisplayName", "Initech")).hasSize(1);
    assertThat(vendors.quickbooks().requestLog().done("Customer")).hasSize(1);
    assertThat(documents("Attachable", "FileName", ""))
        .singleElement()
        .satisfies(attached ->
            assertThat(attached.objects("AttachableRef"))
                .singleElement()
                .extracting(ref -> ref.obj("EntityRef").text("value"))
                .isEqualTo(invoice.id()));
    assertThat(vendors.salesforce().related("Task", "WhatId", deal)).hasSize(1);
    Json.Obj won = opportunity();
    assertThat(won.optText("Tieout_Invoice_Number__c")).isEqualTo(invoice.number());
    assertThat(won.decimal("Tieout_Invoice_Amount__c"))
        .isEqualByComparingTo(invoice.total().getAmount());
    assertThat(won.text("Tieout_Payment_Status__c")).isEqualTo("Unpaid");
    assertThat(won.text("Tieout_Sync_Status__c")).isNotBlank();
    assertThat(cards()).as("cards about the deal").isEqualTo(1);
    chainHolds();
  }

  /// What may have arrived was looked for, not sent again: not even QuickBooks' own memory of
  /// request ids was needed.
  void nothingSentTwice() {
    assertThat(vendors.quickbooks().requestLog().all()).noneMatch(RequestLog.Written::replayed);
  }

  private InvoiceView onlyInvoice() {
    List<InvoiceView> made =
        invoices().stream().filter(i -> !invoicesBefore.contains(i.id())).toList();
    assertThat(made).hasSize(1);
    List<RequestLog.Written> written = vendors.quickbooks().requestLog().done("Invoice");
    assertThat(written)
        .singleElement()
        .satisfies(w -> assertThat(w.ids()).containsExactly(made.getFirst().id()));
    assertThat(made.getFirst().customer()).contains("Initech");
    return made.getFirst();
  }

  private void chainHolds() {
    try (Database database = Database.open(address)) {
      AuditChain chain = new AuditChain(database, vendors.clock());
      chain.sequence(10_000);
      assertThat(chain.verify()).isInstanceOf(Verification.Intact.class);
      assertThat(chain.unchained()).isZero();
      assertThat(chain.story("salesforce/deal/" + deal)).isNotEmpty();
    }
  }

  /// Looks whenever something changes in Slack, until it is there.
  private <T> T seen(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long revision = vendors.slack().revision();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      assertThat(System.nanoTime()).as("not seen: %s; see %s", what, folder).isLessThan(end);
      revision = changed(revision);
      found = look.get();
    }
    return found.get();
  }

  private long changed(long revision) {
    try {
      return vendors.slack().awaitChange(revision, LOOK_AT_LEAST_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private long cards() {
    return vendors.slack().messages(CARO, reader.financeChannel()).stream()
        .map(SlackReader::textOf)
        .filter(text -> text.contains(dealName) && text.contains("Invoice posted"))
        .count();
  }

  private List<Json.Obj> documents(String entity, String field, String words) {
    return vendors.quickbooks().documents(entity).stream()
        .filter(d -> d.optText(field).filter(text -> text.contains(words)).isPresent())
        .toList();
  }

  private List<InvoiceView> invoices() {
    return vendors.quickbooks().invoices();
  }

  private Json.Obj opportunity() {
    return vendors.salesforce().record("Opportunity", deal).orElseThrow();
  }

  @Override
  public void close() {
    vendors.close();
  }
}
