package io.tieout.vendor.hubspot;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Looking;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Whether a portal lets us do what we do, and has our properties as the manifest wants them.
final class HubSpotChecks {
  private static final List<HubSpotType> READ =
      List.of(
          HubSpotType.DEAL,
          HubSpotType.COMPANY,
          HubSpotType.CONTACT,
          HubSpotType.LINE_ITEM,
          HubSpotType.PRODUCT,
          HubSpotType.QUOTE);

  /// Of a day's calls left, a tenth is little.
  private static final int LITTLE = 10;

  private final HubSpotApi api;
  private final InstantSource clock;
  private final Looking looking = new Looking();

  HubSpotChecks(HubSpotApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  List<Check> run() {
    Optional<Portal> portal =
        looking.at(
            "log-in and portal",
            api::portal,
            found ->
                Check.ok(
                    "log-in and portal",
                    "portal %s, company currency %s, API version %s"
                        .formatted(found.id(), found.currency(), found.version())));
    if (portal.isPresent()) {
      looking.at("scopes", api::scopes, HubSpotChecks::scopes);
      looking.add(
          HubSpotVersions.lifetime(portal.get().version())
              .on(LocalDate.ofInstant(clock.instant(), portal.get().zone())));
      READ.forEach(this::readable);
      looking.at(
          "finance properties", new HubSpotProperties(api)::check, HubSpotChecks::properties);
      looking.at(
          "deal pipelines",
          () -> api.get(api.path("/crm/pipelines/%s/deals")),
          HubSpotChecks::pipelines);
      looking.add(budget(api.usage()));
    }
    return looking.found();
  }

  private void readable(HubSpotType type) {
    String name = type.path().replace('_', ' ') + " readable";
    looking.at(
        name,
        () -> api.list(type, List.of("hs_object_id"), Optional.empty(), false),
        _ -> Check.ok(name, ""));
  }

  private static Check scopes(Optional<List<String>> granted) {
    String name = "scopes";
    if (granted.isEmpty()) {
      return Check.ok(name, "HubSpot does not list them; what is read is tried below");
    }
    List<String> missing = HubSpotScopes.missing(granted.get());
    return missing.isEmpty()
        ? Check.ok(name, "all %d granted".formatted(HubSpotScopes.ALL.size()))
        : Check.failed(
            name,
            "the app was not granted %s; add it in %s, then run ./tieout connect hubspot"
                .formatted(String.join(", ", missing), HubSpotScopes.AT));
  }

  private static Check properties(List<Difference> differences) {
    String name = "finance properties";
    return differences.isEmpty()
        ? Check.ok(name, "all there, as the manifest describes them")
        : Check.failed(
            name,
            String.join("; ", differences.stream().map(Difference::spoken).toList())
                + ". Run ./tieout check --install to make what is missing");
  }

  /// A deal is won by its stage's metadata, not by its name.
  private static Check pipelines(Json.Obj answer) {
    String name = "deal pipelines";
    List<String> without =
        answer.objects("results").stream()
            .filter(pipeline -> pipeline.objects("stages").stream().noneMatch(HubSpotChecks::won))
            .map(pipeline -> "'" + pipeline.optText("label").orElse("unnamed") + "'")
            .toList();
    return without.isEmpty()
        ? Check.ok(name, "every pipeline has a stage that wins")
        : Check.warning(
            name,
            "no stage of %s wins: its deals are never invoiced. Set a stage's deal probability to Won (100 %%) in Settings, Objects, Deals, Pipelines"
                .formatted(String.join(", ", without)));
  }

  private static boolean won(Json.Obj stage) {
    return Shape.read("deal pipelines", () -> Stages.stage(stage).won());
  }

  private static Check budget(Optional<Usage> usage) {
    String name = "calls left today";
    Optional<Long> daily = usage.flatMap(Usage::daily);
    Optional<Long> left = usage.flatMap(Usage::dailyLeft);
    if (daily.isEmpty() || left.isEmpty()) {
      return Check.ok(name, "HubSpot tells no limit for the day");
    }
    String told = "%d of %d".formatted(left.get(), daily.get());
    return left.get() * LITTLE < daily.get()
        ? Check.warning(name, told + ": see which other apps call this portal so often")
        : Check.ok(name, told);
  }
}
