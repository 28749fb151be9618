package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerStage;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
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
import org.joda.money.Money;

/// The connector on the Xero stand-in, filled with the seeded company.
final class XeroStage implements LedgerStage {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

  final XeroStandIn standIn;
  final SandboxClock clock = new SandboxClock(() -> START);
  final XeroLedger ledger;

  XeroStage(Profile profile, int pageSize) {
    this(profile, pageSize, false);
  }

  /// @param custom whether the app is a custom connection, without a consent
  XeroStage(Profile profile, int pageSize, boolean custom) {
    Company company = SeededCompany.generate(7, 40, START);
    standIn = XeroStandIn.start(XeroStandIn.Options.of(company, clock).with(profile));
    ledger =
        new XeroLedger(
            settings(standIn, standIn.info().text("tenantId"), pageSize, access(standIn, custom)),
            http(),
            timing(clock));
  }

  static XeroAccess access(XeroStandIn standIn, boolean custom) {
    Json.Obj info = standIn.info();
    XeroAuth auth =
        custom
            ? new XeroAuth.CustomConnection()
            : new XeroAuth.Consent("seeded", new MemoryVault(info.text("refreshToken")));
    return new XeroAccess(
        standIn.base(),
        URI.create(info.text("tokenUrl")),
        info.text(custom ? "customClientId" : "clientId"),
        new Secret(info.text(custom ? "customClientSecret" : "clientSecret")),
        auth);
  }

  static XeroSettings settings(
      XeroStandIn standIn, String tenantId, int pageSize, XeroAccess access) {
    return new XeroSettings(
        "main",
        access,
        tenantId,
        new Secret(standIn.info().text("webhookKey")),
        XeroSettings.APP,
        XeroSettings.MARK_BASE,
        Optional.empty(),
        Optional.empty(),
        pageSize);
  }

  static Settings http() {
    return new Settings(Duration.ofSeconds(10), Duration.ofSeconds(2), 8, 3);
  }

  static Timing timing(SandboxClock clock) {
    return new Timing(clock, new Random(7), _ -> {});
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
    standIn.clerk().lockDates(new LockDates(Optional.of(day), Optional.of(day.minusMonths(6))));
  }

  @Override
  public void addSupplier(String displayName) {
    standIn.clerk().addSupplier(displayName, Money.of(standIn.home(), 12));
  }

  @Override
  public boolean supplierNamesBlock() {
    return false;
  }

  @Override
  public boolean takesPricesWithTax() {
    return true;
  }

  @Override
  public void deactivate(String customerId) {
    standIn.clerk().archive(customerId);
  }

  /// Each invoice is paid by a payment of its own, and the rest is an overpayment.
  @Override
  public List<String> pay(String customerId, Money total, Map<String, Money> byInvoice) {
    clock.advance(Duration.ofSeconds(5));
    List<String> ids = new ArrayList<>();
    Money rest = total;
    for (Map.Entry<String, Money> paid : byInvoice.entrySet()) {
      ids.add(standIn.recordPayment(paid.getKey(), paid.getValue()));
      rest = rest.minus(paid.getValue());
    }
    if (rest.isPositive()) {
      ids.add("overpayment:" + standIn.clerk().recordOverpayment(customerId, rest));
    }
    return ids;
  }

  @Override
  public void deletePayment(String paymentId) {
    clock.advance(Duration.ofSeconds(5));
    standIn.clerk().delete("Payments", paymentId);
  }

  @Override
  public String credit(String customerId, Money total, Map<String, Money> byInvoice) {
    clock.advance(Duration.ofSeconds(5));
    Json.Obj line =
        Json.object()
            .put("Description", "Goodwill")
            .put("UnitAmount", total)
            .put("AccountCode", "200")
            .build();
    String id =
        standIn
            .clerk()
            .enter(
                "CreditNotes",
                Json.object()
                    .put("Type", "ACCRECCREDIT")
                    .put("Status", "AUTHORISED")
                    .put("Contact", Json.object().put("ContactID", customerId))
                    .put("Date", today().toString())
                    .put("LineAmountTypes", "NoTax")
                    .put("LineItems", List.of(line))
                    .build());
    byInvoice.forEach(
        (invoiceId, amount) -> standIn.clerk().allocate("CreditNotes", id, invoiceId, amount));
    return id;
  }

  @Override
  public String editItem() {
    clock.advance(Duration.ofSeconds(5));
    Item item = ledger.items().getFirst();
    String id =
        standIn.clerk().documents("Items").stream()
            .filter(i -> i.text("Code").equals(item.id()))
            .findFirst()
            .orElseThrow()
            .text("ItemID");
    standIn.clerk().edit("Items", id, Json.object().put("Description", "Worded anew").build());
    return item.id();
  }

  @Override
  public List<String> notes(String invoiceId) {
    return history(invoiceId).stream().map(h -> h.optText("Details").orElse("")).toList();
  }

  /// What the invoice's own page shows as its history.
  private List<Json.Obj> history(String invoiceId) {
    return new XeroLookup(standIn).hanging("Invoices/" + invoiceId + "/History", "HistoryRecords");
  }

  @Override
  public void expireToken() {
    standIn.expireTokens();
  }

  @Override
  public void loseNextWriteAnswer() {
    standIn.weather().arm(Mishap.ANSWER_LOST, 1, standIn::writes);
  }

  @Override
  public void throttleNextWrite() {
    standIn.weather().arm(Mishap.THROTTLED, 1, standIn::writes);
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
