package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotWebhooks.Proof;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deliveries as the stand-in signs and sends them.
class HubSpotDeliveriesTest {
  private final HubSpotStage stage = new HubSpotStage();
  private final BlockingQueue<HttpCall> received = new LinkedBlockingQueue<>();
  private final LoopbackServer receiver =
      LoopbackServer.start("receiver", 0, this::take, new Weather(), () -> HttpAnswer.empty(503));
  private final URI address = URI.create(receiver.base() + "/hubspot/webhook");
  private final HubSpotWebhooks webhooks =
      new HubSpotWebhooks(
          new HubSpotSettings.Webhooks(
              new Secret(stage.info.text("clientSecret")),
              address,
              Set.of(stage.info.text("appId"))),
          stage.clock);

  @AfterEach
  void stop() {
    stage.close();
    receiver.close();
  }

  @Test
  void a_person_s_change_is_told_and_our_own_is_not() throws InterruptedException {
    stage.hubspot.switches().subscribe("deal.propertyChange", Optional.of("tieout_sync_status"));
    stage.hubspot.switches().subscribe("deal.propertyChange", Optional.of("tieout_sync_key"));
    stage.hubspot.webhooksTo(address);
    stage.crm.writeFinance(
        stage.wonDeal(),
        new DealFinance(
            Optional.of("K-1"),
            Optional.of(DealFinance.SyncStatus.INVOICED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    HttpCall own = next();
    assertThat(webhooks.verify(proof(own), own.body())).isTrue();
    assertThat(own.text()).contains("tieout_sync_key");
    assertThat(webhooks.parse(own.body())).isEmpty();

    stage.hubspot.moveStage(stage.wonDeal(), stage.hubspot.stages().getFirst());
    assertThat(toldUntil("dealstage"))
        .filteredOn(e -> e.property().equals(Optional.of("dealstage")))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.objectId()).isEqualTo(stage.wonDeal());
          assertThat(e.portalId()).isEqualTo(stage.info.text("portalId"));
        });
  }

  private List<HubSpotEvent> toldUntil(String property) throws InterruptedException {
    List<HubSpotEvent> told = new ArrayList<>();
    while (told.stream().noneMatch(e -> e.property().equals(Optional.of(property)))) {
      HttpCall call = next();
      assertThat(webhooks.verify(proof(call), call.body())).isTrue();
      told.addAll(webhooks.parse(call.body()));
    }
    return told;
  }

  private HttpCall next() throws InterruptedException {
    HttpCall call = received.poll(20, TimeUnit.SECONDS);
    assertThat(call).as("a delivery came").isNotNull();
    return Objects.requireNonNull(call);
  }

  private HttpAnswer take(HttpCall call) {
    received.add(call);
    return HttpAnswer.empty(200);
  }

  private static Proof proof(HttpCall call) {
    return new Proof(
        call.method(),
        Optional.empty(),
        call.header(HubSpotWebhooks.SIGNATURE_HEADER),
        call.header(HubSpotWebhooks.TIMESTAMP_HEADER));
  }
}
