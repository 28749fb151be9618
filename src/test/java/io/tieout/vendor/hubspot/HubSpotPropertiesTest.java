package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.hubspot.Limits;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  private final HubSpotStandIn hubspot =
      HubSpotStandIn.start(
          HubSpotStandIn.Options.of(SeededCompany.generate(7, 12, NOW), clock)
              .withLimits(Limits.NONE));
  private final String serviceKey = hubspot.info().text("serviceKey");
  private final HubSpotCrm crm =
      new HubSpotCrm(
          HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret(serviceKey))),
          new Timing(clock, new Random(7), _ -> {}));

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  @Test
  void what_is_installed_twice_is_there_once_and_as_it_should_be() {
    assertThat(crm.properties().check())
        .hasSize(FinanceProperties.ALL.size() + 1)
        .extracting(Difference::kind)
        .containsOnly(Difference.Kind.MISSING, Difference.Kind.GROUP_MISSING);

    assertThat(crm.properties().install()).isEmpty();
    assertThat(crm.properties().install()).isEmpty();
    assertThat(crm.properties().check()).isEmpty();
  }

  @Test
  void what_is_there_in_another_form_is_told_and_left_alone() {
    post("groups", "{\"name\":\"tieout\",\"label\":\"Tieout\"}");
    post("", property("tieout_balance", "string", "text", ""));
    post("", property("tieout_sync_key", "string", "text", ""));
    post(
        "",
        property(
            "tieout_payment_status",
            "enumeration",
            "select",
            ",\"options\":[{\"label\":\"Paid\",\"value\":\"Paid\",\"displayOrder\":0,\"hidden\":false}]"));

    List<Difference> differences = crm.properties().install();

    assertThat(differences)
        .containsExactlyInAnyOrder(
            new Difference("tieout_balance", Difference.Kind.TYPE, "number", "string"),
            new Difference("tieout_balance", Difference.Kind.FIELD_TYPE, "number", "text"),
            new Difference("tieout_sync_key", Difference.Kind.UNIQUENESS, "true", "false"),
            new Difference(
                "tieout_payment_status",
                Difference.Kind.OPTIONS,
                "Partially paid, Unpaid, Voided",
                "Paid"));
    assertThat(differences)
        .allSatisfy(d -> assertThat(d.spoken()).contains(d.property(), d.expected()));
  }

  @Test
  void a_portal_without_our_properties_says_what_to_install() {
    String deal = hubspot.dealId("acme-platform");

    assertThat(
            catchThrowableOfType(
                    FaultException.class, () -> crm.writeFinance(deal, DealFinance.NONE))
                .fault())
        .isInstanceOfSatisfying(
            Fault.Broken.class, b -> assertThat(b.message()).contains("manifest/hubspot"));
  }

  @Test
  void the_manifest_and_the_code_name_the_same() throws IOException {
    Json.Obj manifest = Json.parseObj(Files.readString(Path.of("manifest/hubspot/deals.json")));
    List<Json.Obj> properties = manifest.objects("properties");

    assertThat(properties)
        .extracting(p -> p.text("name"))
        .containsExactlyElementsOf(FinanceProperties.ALL);
    assertThat(properties).allMatch(p -> p.text("groupName").equals("tieout"));
    assertThat(options(properties, "tieout_sync_status"))
        .isEqualTo(Arrays.stream(SyncStatus.values()).map(SyncStatus::label).toList());
    assertThat(options(properties, "tieout_payment_status"))
        .isEqualTo(Arrays.stream(PaymentStatus.values()).map(PaymentStatus::label).toList());
    assertThat(properties)
        .filteredOn(p -> p.flag("hasUniqueValue"))
        .singleElement()
        .satisfies(p -> assertThat(p.text("name")).isEqualTo(FinanceProperties.SYNC_KEY));
  }

  private static List<String> options(List<Json.Obj> properties, String name) {
    return properties.stream()
        .filter(p -> p.text("name").equals(name))
        .flatMap(p -> p.objects("options").stream())
        .map(o -> o.text("value"))
        .toList();
  }

  private static String property(String name, String type, String fieldType, String more) {
    return "{\"name\":\"%s\",\"label\":\"x\",\"groupName\":\"tieout\",\"type\":\"%s\",\"fieldType\":\"%s\"%s}"
        .formatted(name, type, fieldType, more);
  }

  /// As another program would.
  private void post(String rest, String body) {
    URI uri =
        URI.create(
            hubspot.base() + "/crm/properties/2026-09/deals" + (rest.isEmpty() ? "" : "/" + rest));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + serviceKey)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(201);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
