package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.WebhookMood;
import io.tieout.sandbox.xero.WebhookStatus;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Deliveries of the stand-in, which validates its receiver as Xero does.
class XeroWebhooksOnStandInTest {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

  private final List<XeroWebhooks.Delivery> got = new CopyOnWriteArrayList<>();

  @Test
  void a_receiver_that_answers_by_the_signature_is_accepted_and_told_of_payments_by_invoice() {
    SandboxClock clock = new SandboxClock(() -> START);
    XeroStandIn.Options options =
        XeroStandIn.Options.of(SeededCompany.generate(7, 5, START), clock)
            .with(Profile.us("Northlight"));
    try (XeroStandIn standIn = XeroStandIn.start(options);
        LoopbackServer receiver =
            LoopbackServer.start(
                "receiver",
                0,
                call -> received(standIn, call),
                new Weather(),
                () -> HttpAnswer.empty(429))) {
      standIn.webhooksTo(receiver.base());
      standIn.settleWebhooks();
      assertThat(standIn.webhookStatus()).isEqualTo(WebhookStatus.ACTIVE);
      assertThat(got).isNotEmpty().allMatch(XeroWebhooks.Delivery::intentToReceive);
      InvoiceView open = open(standIn);
      standIn.recordPayment(open.id(), open.balance());
      standIn.settleWebhooks();
      XeroWebhooks.Delivery told = got.getLast();
      assertThat(told.events())
          .anySatisfy(e -> {
            assertThat(e.category()).isEqualTo(XeroEvent.Category.INVOICE);
            assertThat(e.id()).isEqualTo(open.id());
            assertThat(e.tenantId()).isEqualTo(standIn.info().text("tenantId"));
          });
      standIn.webhookMood(WebhookMood.LOST);
      pay(standIn);
      standIn.settleWebhooks();
      standIn.webhookMood(WebhookMood.PROMPT);
      pay(standIn);
      standIn.settleWebhooks();
      assertThat(got.getLast().missedSince(told.last().orElseThrow())).isPositive();
    }
  }

  private static void pay(XeroStandIn standIn) {
    InvoiceView open = open(standIn);
    standIn.recordPayment(open.id(), open.balance());
  }

  private static InvoiceView open(XeroStandIn standIn) {
    return standIn.invoices().stream()
        .filter(i -> i.balance().isPositive())
        .filter(
            i -> i.status() == InvoiceView.Status.OPEN || i.status() == InvoiceView.Status.OVERDUE)
        .findFirst()
        .orElseThrow();
  }

  private HttpAnswer received(XeroStandIn standIn, HttpCall call) {
    Secret key = new Secret(standIn.info().text("webhookKey"));
    int status = XeroWebhooks.status(call.body(), call.header("x-xero-signature").orElse(""), key);
    if (status == 200) {
      got.add(XeroWebhooks.read(call.body()));
    }
    return HttpAnswer.empty(status);
  }
}
