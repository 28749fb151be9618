package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerStage;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.fact.ledger.TaxCode;
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
import java.util.Optional;
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
  public void addSupplier(String displayName) {
    standIn.enter("Vendor", Json.object().put("DisplayName", displayName).build());
  }

  @Override
  public boolean supplierNamesBlock() {
    return true;
  }

  @Override
  public boolean takesPricesWithTax() {
    return !ledger.book().american();
  }

  @Override
  public void deactivate(String customerId) {
    standIn.edit("Customer", customerId, Json.object().put("Active", false).build());
  }

  @Override
  public List<String> pay(String customerId, Money total, Map<String, Money> byInvoice) {
    clock.advance(Duration.ofSeconds(5));
    List<Json.Obj> lines = new ArrayList<>();
    byInvoice.forEach((invoiceId, amount) -> lines.add(applied("Invoice", invoiceId, amount)));
    return List.of(payment(customerId, total, lines));
  }

  /// A credit memo is applied by a payment of nothing, as QuickBooks' own pages do it.
  @Override
  public String credit(String customerId, Money total, Map<String, Money> byInvoice) {
    clock.advance(Duration.ofSeconds(5));
    String itemId = ledger.items().stream().filter(Item::sellable).findFirst().orElseThrow().id();
    Json.Obj detail =
        Json.object()
            .put("ItemRef", ref(itemId))
            .putJson("TaxCodeRef", free().map(StandInStage::ref))
            .build();
    Json.Obj line =
        Json.object()
            .put("DetailType", "SalesItemLineDetail")
            .put("Amount", total)
            .put("SalesItemLineDetail", detail)
            .build();
    String id =
        standIn
            .enter(
                "CreditMemo",
                Json.object()
                    .put("CustomerRef", ref(customerId))
                    .put("TxnDate", today().toString())
                    .put("Line", List.of(line))
                    .build())
            .text("Id");
    byInvoice.forEach((invoiceId, amount) ->
        payment(
            customerId,
            Money.zero(total.getCurrencyUnit()),
            List.of(applied("Invoice", invoiceId, amount), applied("CreditMemo", id, amount))));
    return id;
  }

  private Optional<String> free() {
    return switch (ledger.book().taxRegime()) {
      case NONE -> Optional.empty();
      case US_AUTOMATED, US_BY_CODE -> Optional.of("NON");
      case PER_LINE ->
          ledger.taxCodes().stream()
              .filter(c -> c.ratePercent().filter(r -> r.signum() == 0).isPresent())
              .map(TaxCode::id)
              .findFirst();
    };
  }

  private String payment(String customerId, Money total, List<Json.Obj> lines) {
    return standIn
        .enter(
            "Payment",
            Json.object()
                .put("CustomerRef", ref(customerId))
                .put("TotalAmt", total)
                .put("TxnDate", today().toString())
                .put("Line", lines)
                .build())
        .text("Id");
  }

  private static Json.Obj applied(String type, String id, Money amount) {
    Json.Obj link = Json.object().put("TxnId", id).put("TxnType", type).build();
    return Json.object().put("Amount", amount).put("LinkedTxn", List.of(link)).build();
  }

  private static Json.Obj ref(String id) {
    return Json.object().put("value", id).build();
  }

  @Override
  public String editItem() {
    clock.advance(Duration.ofSeconds(5));
    String id = ledger.items().getFirst().id();
    standIn.edit("Item", id, Json.object().put("Description", "Worded anew").build());
    return id;
  }

  @Override
  public List<String> notes(String invoiceId) {
    return List.of();
  }

  @Override
  public void deletePayment(String paymentId) {
    clock.advance(Duration.ofSeconds(5));
    standIn.delete("Payment", paymentId);
  }

  @Override
  public void expireToken() {
    standIn.expireTokens();
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
  public void failNextRead() {
    standIn.weather().arm(Mishap.DOWN, 1, c -> c.method().equals("GET"));
  }

  @Override
  public void close() {
    ledger.close();
    standIn.close();
  }
}
