package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.party.Address;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is Xero's own way, on the stand-in: two organisations of one consent, kept refusals, money
/// beyond invoices, limits.
class XeroOnStandInTest {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final SandboxClock clock = new SandboxClock(() -> START);
  private final XeroStandIn standIn =
      XeroStandIn.start(
          XeroStandIn.Options.of(SeededCompany.generate(7, 5, START), clock)
              .with(Profile.uk("Northlight Ltd"), Profile.us("Northlight Inc.")));
  private final MemoryVault vault = new MemoryVault(standIn.info().text("refreshToken"));
  private final XeroLedger uk = ledger(0);
  private final XeroLedger us = ledger(1);

  @AfterEach
  void stop() {
    uk.close();
    us.close();
    standIn.close();
  }

  @Test
  void two_organisations_of_one_consent_share_its_entry_and_nothing_else() {
    try (XeroConnections connections =
        new XeroConnections(access(), XeroStage.http(), XeroStage.timing(clock))) {
      assertThat(connections.list())
          .extracting(XeroConnections.Tenant::name)
          .containsExactly("Northlight Ltd", "Northlight Inc.");
    }
    assertThat(uk.book().home()).isEqualTo(CurrencyUnit.GBP);
    assertThat(us.book().home()).isEqualTo(CurrencyUnit.USD);
    assertThat(uk.zone().getId()).isEqualTo("Europe/London");
    assertThat(vault.history()).hasSize(3).doesNotHaveDuplicates();
    Customer zephyr = customer(uk, "Zephyr");
    assertThat(us.customersNamed("Zephyr")).isEmpty();
    assertThat(us.customer(zephyr.id())).isEmpty();
    standIn.expireTokens();
    assertThat(uk.customer(zephyr.id())).contains(zephyr);
    assertThat(us.customersNamed("Zephyr")).isEmpty();
  }

  @Test
  void a_refusal_is_kept_with_its_key_and_the_next_generation_s_key_gets_through() {
    Customer zephyr = customer(uk, "Zephyr");
    InvoiceDraft draft = draft(uk, CurrencyUnit.GBP, "tieout:P-1", "100");
    standIn.clerk().lockDates(new LockDates(Optional.of(TODAY), Optional.empty()));
    assertThat(fault(() -> uk.createInvoice(zephyr.id(), draft, "step-1")))
        .isInstanceOf(Fault.Refused.class);
    standIn.clerk().lockDates(LockDates.NONE);
    assertThat(fault(() -> uk.createInvoice(zephyr.id(), draft, "step-1")))
        .isInstanceOf(Fault.Refused.class);
    Invoice made = uk.createInvoice(zephyr.id(), draft, "step-2");
    assertThat(made.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(
            fault(() ->
                uk.createInvoice(
                    zephyr.id(), draft(uk, CurrencyUnit.GBP, "tieout:P-2", "7"), "step-2")))
        .isInstanceOf(Fault.Broken.class);
    clock.advance(Duration.ofMinutes(7));
    assertThat(uk.createInvoice(zephyr.id(), draft, "step-2").id())
        .as("after six minutes only the mark tells")
        .isNotEqualTo(made.id());
  }

  @Test
  void an_invoice_in_another_currency_is_paid_in_it() {
    Customer zephyr = customer(uk, "Zephyr");
    Invoice made =
        uk.createInvoice(zephyr.id(), draft(uk, CurrencyUnit.EUR, "tieout:P-1", "100"), "key-1");
    assertThat(made.currency()).isEqualTo(CurrencyUnit.EUR);
    assertThat(made.total()).isEqualTo(Amounts.exact("EUR", "100"));
    String id = standIn.recordPayment(made.id(), Amounts.exact("EUR", "40"));
    assertThat(uk.payment(id).map(Payment::total)).contains(Amounts.exact("EUR", "40"));
    assertThat(uk.invoice(made.id()).map(Invoice::balance)).contains(Amounts.exact("EUR", "60"));
  }

  @Test
  void tax_is_rounded_line_by_line() {
    Customer zephyr = customer(uk, "Zephyr");
    InvoiceDraft draft =
        draft(
            CurrencyUnit.GBP,
            "tieout:P-1",
            List.of(
                line(uk, CurrencyUnit.GBP, "25.00", "OUTPUT2"),
                line(uk, CurrencyUnit.GBP, "25.01", "OUTPUT2"),
                line(uk, CurrencyUnit.GBP, "25.02", "OUTPUT2")));
    Invoice made = uk.createInvoice(zephyr.id(), draft, "key-1");
    assertThat(made.net()).isEqualTo(gbp("75.03"));
    // 5.000 + 5.002 + 5.004, each to the penny; of the sum it would be 15.01.
    assertThat(made.tax()).isEqualTo(gbp("15.00"));
    assertThat(made.lines()).hasSize(3);
    assertThat(uk.invoice(made.id())).contains(made);
  }

  @Test
  void invoices_paid_at_once_are_payments_that_share_their_batch() {
    Customer zephyr = customer(uk, "Zephyr");
    Invoice one = invoice(zephyr, "tieout:P-1", "100");
    Invoice two = invoice(zephyr, "tieout:P-2", "80");
    String batch =
        standIn.clerk().recordBatchPayment(Map.of(one.id(), gbp("100"), two.id(), gbp("50")));
    assertThat(uk.paymentsOf(zephyr.id()))
        .hasSize(2)
        .allSatisfy(p -> assertThat(p.reference()).contains(batch));
    assertThat(uk.invoice(two.id()).map(Invoice::balance)).contains(gbp("30"));
  }

  @Test
  void money_paid_beyond_invoices_is_applied_by_allocation_and_its_refund_is_no_payment() {
    Customer zephyr = customer(uk, "Zephyr");
    Invoice one = invoice(zephyr, "tieout:P-1", "100");
    String id = standIn.clerk().recordOverpayment(zephyr.id(), gbp("70"));
    standIn.clerk().allocate("Overpayments", id, one.id(), gbp("25"));
    clock.advance(Duration.ofSeconds(5));
    Instant before = clock.instant();
    String refund =
        standIn
            .clerk()
            .enter(
                "Payments",
                Json.object()
                    .put("Overpayment", Json.object().put("OverpaymentID", id))
                    .put("Account", Json.object().put("Code", "090"))
                    .put("Amount", new BigDecimal("10"))
                    .build());
    Payment payment = uk.payment("overpayment:" + id).orElseThrow();
    assertThat(payment.total()).isEqualTo(gbp("70"));
    assertThat(payment.unapplied()).isEqualTo(gbp("35"));
    assertThat(payment.applications())
        .containsExactly(new Payment.Application(one.id(), gbp("25")));
    assertThat(uk.paymentsOf(zephyr.id())).containsExactly(payment);
    assertThat(uk.payment(refund)).isEmpty();
    assertThat(uk.changedSince(before))
        .extracting(c -> c.id())
        .contains("overpayment:" + id)
        .doesNotContain(refund);
    assertThat(uk.invoice(one.id()).map(Invoice::balance)).contains(gbp("75"));
  }

  @Test
  void a_voided_invoice_and_a_discarded_draft_are_told_and_read_as_such() {
    Customer zephyr = customer(uk, "Zephyr");
    Invoice posted = invoice(zephyr, "tieout:P-1", "100");
    Invoice draft =
        uk.createDraft(zephyr.id(), draft(uk, CurrencyUnit.GBP, "tieout:P-2", "7"), "key-2");
    clock.advance(Duration.ofSeconds(5));
    standIn.voidInvoice(posted.id());
    uk.discard(draft.id(), "key-3");
    assertThat(uk.changedSince(clock.instant()))
        .extracting(c -> c.kind() + " " + c.id() + " " + c.deleted())
        .contains("INVOICE " + posted.id() + " false", "INVOICE " + draft.id() + " true");
    assertThat(uk.invoice(posted.id()).map(Invoice::status)).contains(Invoice.Status.VOIDED);
    assertThat(uk.invoicesOf(zephyr.id(), TODAY, TODAY)).allMatch(Invoice::voided);
  }

  @Test
  void the_limits_of_the_organisation_are_told_and_respected() {
    uk.book();
    int before = uk.usage().orElseThrow().minuteLeft().orElseThrow();
    uk.items();
    assertThat(uk.usage().orElseThrow().minuteLeft()).hasValue(before - 1);
    standIn.budget(2, 5000);
    uk.items();
    uk.items();
    assertThat(fault(uk::items))
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> {
              assertThat(t.message()).contains("a minute");
              assertThat(t.retryAfter()).isPositive();
            });
    clock.advance(Duration.ofMinutes(2));
    assertThat(uk.items()).isNotEmpty();
  }

  @Test
  void another_s_organisation_stays_shut() {
    XeroSettings other =
        XeroStage.settings(standIn, "00000000-0000-4000-8000-000000000001", 100, access());
    try (XeroLedger ledger = new XeroLedger(other, XeroStage.http(), XeroStage.timing(clock))) {
      assertThat(fault(ledger::book))
          .isInstanceOfSatisfying(
              Fault.Broken.class,
              b -> assertThat(b.message()).contains("00000000-0000-4000-8000-000000000001"));
    }
  }

  private XeroAccess access() {
    XeroAccess access = XeroStage.access(standIn, false);
    return new XeroAccess(
        access.apiBase(),
        access.tokenUrl(),
        access.clientId(),
        access.clientSecret(),
        new XeroAuth.Consent("group", vault));
  }

  private XeroLedger ledger(int tenant) {
    String id = standIn.info().list("tenantIds").get(tenant).asText("tenantId");
    return new XeroLedger(
        XeroStage.settings(standIn, id, 100, access()), XeroStage.http(), XeroStage.timing(clock));
  }

  private static Customer customer(XeroLedger ledger, String name) {
    return ledger.createCustomer(
        new CustomerDraft(
            name,
            Optional.empty(),
            Optional.of("billing@zephyr.example"),
            Optional.empty(),
            Address.NONE,
            Address.NONE,
            ledger.book().home(),
            "tieout:" + name),
        "customer-" + name);
  }

  private Invoice invoice(Customer customer, String mark, String price) {
    return uk.createInvoice(
        customer.id(), draft(uk, CurrencyUnit.GBP, mark, price), "invoice-" + mark);
  }

  private static InvoiceDraft draft(
      XeroLedger ledger, CurrencyUnit currency, String mark, String price) {
    return draft(currency, mark, List.of(line(ledger, currency, price, "NONE")));
  }

  private static InvoiceLine line(
      XeroLedger ledger, CurrencyUnit currency, String price, String taxType) {
    return new InvoiceLine(
        Optional.of(ledger.items().getFirst().id()),
        "Platform",
        BigDecimal.ONE,
        new BigDecimal(price),
        Money.of(currency, new BigDecimal(price)),
        Optional.of(taxType),
        Optional.empty());
  }

  private static InvoiceDraft draft(CurrencyUnit currency, String mark, List<InvoiceLine> lines) {
    return new InvoiceDraft(
        TODAY,
        TODAY.plusDays(30),
        Optional.empty(),
        currency,
        InvoiceDraft.Pricing.BEFORE_TAX,
        lines,
        Amounts.sum(currency, lines.stream().map(InvoiceLine::amount).toList()),
        Optional.empty(),
        Optional.empty(),
        Address.NONE,
        Address.NONE,
        Optional.of("Zephyr platform"),
        Optional.empty(),
        mark);
  }

  private static Money gbp(String amount) {
    return Amounts.exact("GBP", amount);
  }

  private static Fault fault(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
