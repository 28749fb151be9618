package io.tieout.app.house;

import io.tieout.app.config.CrmConfig;
import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Signal;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.hubspot.HubSpotEvent;
import io.tieout.vendor.hubspot.HubSpotSettings;
import io.tieout.vendor.hubspot.HubSpotWebhooks;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// HubSpot's webhooks as signals. They come unordered and repeated, and changes of lines name no
/// deal: they only make Tieout faster, the poll is the truth.
final class HubSpotHook implements SignedIntake.Verifier {
  static final String PATH = "/hubspot/webhooks";
  private static final String DEAL = "0-3";

  private final CrmConfig.HubSpot.Hook hook;
  private final InstantSource clock;
  private final Supplier<URI> ownAddress;

  /// @param ownAddress where this process listens, known once it does
  HubSpotHook(CrmConfig.HubSpot.Hook hook, InstantSource clock, Supplier<URI> ownAddress) {
    this.hook = hook;
    this.clock = clock;
    this.ownAddress = ownAddress;
  }

  @Override
  public Verdict verify(WebCall call) {
    HubSpotWebhooks webhooks =
        new HubSpotWebhooks(
            new HubSpotSettings.Webhooks(
                hook.secret(), address(), hook.appId().map(Set::of).orElse(Set.of())),
            clock);
    HubSpotWebhooks.Proof proof =
        new HubSpotWebhooks.Proof(
            call.method(),
            Optional.of(call.query()),
            call.header(HubSpotWebhooks.SIGNATURE_HEADER),
            call.header(HubSpotWebhooks.TIMESTAMP_HEADER));
    if (!webhooks.verify(proof, call.body())) {
      return new Verdict.Refused(401, "the request is not signed, or its signature does not fit");
    }
    try {
      return new Verdict.Genuine(
          webhooks.parse(call.body()).stream().flatMap(HubSpotHook::signals).toList(),
          WebAnswer.empty(200));
    } catch (JsonShapeException e) {
      return new Verdict.Refused(400, "the body is no HubSpot webhook");
    }
  }

  private URI address() {
    return hook.publicUrl().orElseGet(() -> ownAddress.get().resolve(PATH));
  }

  private static Stream<Signal> signals(HubSpotEvent event) {
    boolean ofDeal =
        event.type().startsWith("deal.") || event.objectTypeId().filter(DEAL::equals).isPresent();
    if (!ofDeal) {
      return Stream.empty();
    }
    List<String> deals =
        event
            .merge()
            .map(m -> Stream.concat(Stream.of(m.into()), m.merged().stream()).distinct().toList())
            .orElseGet(() -> List.of(event.objectId()));
    return deals.stream()
        .map(deal ->
            new Signal(
                "crm",
                "webhook:%s:%s".formatted(event.dedupeKey(), deal),
                "hubspot/deal/" + deal,
                "deal changed",
                Json.object().put("dealId", deal).build()));
  }
}
