package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmStage;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import io.tieout.vendor.hubspot.HubSpotSettings.Reading;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The connector on the HubSpot stand-in, by OAuth, with our properties installed. Its index lags,
/// its searches end after 25 records, and its limits are the vendor's: waiting moves the clock.
final class HubSpotStage implements CrmStage {
  static final Duration LAG = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  final HubSpotStandIn hubspot =
      HubSpotStandIn.start(
          HubSpotStandIn.Options.of(SeededCompany.generate(7, 40, NOW), clock)
              .withIndexLag(LAG)
              .withSearchCap(25));
  final Json.Obj info = hubspot.info();
  final HubSpotCrm crm = connector(oauth());

  HubSpotStage() {
    crm.properties().install();
    hubspot.moveStage(wonDeal(), hubspot.wonStage());
    pass(LAG);
  }

  HubSpotCrm connector(Grant grant) {
    return new HubSpotCrm(
        HubSpotSettings.of(hubspot.base(), grant)
            .withPortal(info.text("portalId"))
            .withReading(new Reading(LAG, 10, 5, Duration.ofMinutes(2))),
        Optional.of(new MemoryVault(info.text("refreshToken"))),
        new Timing(clock, new Random(7), clock::advance));
  }

  Grant oauth() {
    return new Grant.OAuth(
        info.text("clientId"),
        new Secret(info.text("clientSecret")),
        URI.create(info.text("tokenUrl")));
  }

  Grant serviceKey() {
    return new Grant.ServiceKey(new Secret(info.text("serviceKey")));
  }

  @Override
  public Crm crm() {
    return crm;
  }

  @Override
  public CrmWriter writer() {
    return crm;
  }

  @Override
  public String wonDeal() {
    return hubspot.dealId("acme-platform");
  }

  @Override
  public String unknownDeal() {
    return "999999999999";
  }

  @Override
  public void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  public void renameDeal(String dealId, String name) {
    hubspot.people().edit("deals", dealId, Map.of("dealname", name));
  }

  @Override
  public void describeLine(String lineId, String text) {
    hubspot.people().edit("line_items", lineId, Map.of("description", text));
  }

  @Override
  public String addAccount(String name) {
    return hubspot.people().create("companies", Map.of("name", name));
  }

  @Override
  public void rename(CrmKind kind, String id, String name) {
    String property = kind == CrmKind.CONTACT ? "lastname" : "name";
    hubspot.people().edit(HubSpotType.of(kind).path(), id, Map.of(property, name));
  }

  @Override
  public void delete(CrmKind kind, String id) {
    hubspot.people().delete(HubSpotType.of(kind).path(), id);
  }

  @Override
  public void mergeAccounts(String winner, String loser) {
    hubspot.people().merge("companies", winner, loser);
  }

  @Override
  public void loseNextWriteAnswer() {
    hubspot.weather().arm(Mishap.ANSWER_LOST, 1, hubspot::writes);
  }

  @Override
  public void throttleNextWrite() {
    hubspot.weather().arm(Mishap.THROTTLED, 1, hubspot::writes);
  }

  @Override
  public void expireToken() {
    hubspot.expireTokens();
  }

  @Override
  public void close() {
    crm.close();
    hubspot.close();
  }
}
