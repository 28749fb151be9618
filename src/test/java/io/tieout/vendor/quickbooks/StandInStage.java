package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerStage;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.quickbooks.Settings;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/// The connector on the QuickBooks stand-in, filled with the seeded company.
final class StandInStage implements LedgerStage {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

  final QuickBooksStandIn standIn;
  final MemoryVault vault;
  final SandboxClock clock = new SandboxClock(() -> START);
  private final QuickBooksLedger ledger;

  /// @param how changes the company's preferences before the connector first reads them
  StandInStage(UnaryOperator<Settings> how, int pageSize) {
    standIn =
        QuickBooksStandIn.start(
            new QuickBooksStandIn.Options(0, SeededCompany.generate(7, 40, START), clock, 7));
    standIn.change(how);
    Json.Obj info = standIn.info();
    vault = new MemoryVault(info.text("refreshToken"));
    QuickBooksSettings settings =
        new QuickBooksSettings(
            "main",
            standIn.base(),
            URI.create(info.text("tokenUrl")),
            info.text("clientId"),
            new Secret(info.text("clientSecret")),
            info.text("realmId"),
            QuickBooksSettings.MINOR_VERSION,
            QuickBooksSettings.APP,
            new Secret(info.text("verifierToken")),
            pageSize);
    ledger =
        new QuickBooksLedger(
            settings, vault, CannedQuickBooks.http(), new Timing(clock, new Random(7), _ -> {}));
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public LedgerWriter writer() {
    return ledger;
  }

  @Override
  public LocalDate today() {
    return LocalDate.of(2026, 11, 22);
  }

  @Override
  public void closeBooksThrough(LocalDate day) {
    standIn.change(s -> s.closedOn(day));
  }

  @Override
  public void addVendor(String displayName) {
    standIn.enter("Vendor", Json.object().put("DisplayName", displayName).build());
  }

  @Override
  public void deactivate(String customerId) {
    standIn.edit("Customer", customerId, Json.object().put("Active", false).build());
  }

  @Override
  public String pay(String customerId, Money total, Map<String, Money> byInvoice) {
    clock.advance(Duration.ofSeconds(5));
    List<Json.Obj> lines = new ArrayList<>();
    byInvoice.forEach((invoiceId, amount) ->
        lines.add(
            Json.object()
                .put("Amount", amount)
                .put(
                    "LinkedTxn",
                    List.of(
                        Json.object().put("TxnId", invoiceId).put("TxnType", "Invoice").build()))
                .build()));
    return standIn
        .enter(
            "Payment",
            Json.object()
                .put("CustomerRef", Json.object().put("value", customerId))
                .put("TotalAmt", total)
                .put("TxnDate", today().toString())
                .put("Line", lines)
                .build())
        .text("Id");
  }

  @Override
  public void deletePayment(String paymentId) {
    clock.advance(Duration.ofSeconds(5));
    standIn.delete("Payment", paymentId);
  }

  @Override
  public void loseNextWriteAnswer() {
    standIn.weather().arm(Mishap.ANSWER_LOST, 1, c -> c.path().endsWith("/invoice"));
  }

  @Override
  public void throttleNextWrite() {
    standIn.weather().arm(Mishap.THROTTLED, 1, c -> c.path().endsWith("/invoice"));
  }

  @Override
  public void close() {
    ledger.close();
    standIn.close();
  }
}
