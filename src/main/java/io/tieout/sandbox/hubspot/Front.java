package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.hubspot.Credentials.Caller;
import io.tieout.value.json.JsonShapeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The portal's front door: which path is which resource of which version, who may, and how often.
final class Front {
  private final Portal portal;
  private final Credentials credentials;
  private final RateLimits rates;
  private final Oauth oauth;
  private final Desks desks;

  Front(Portal portal, Credentials credentials, RateLimits rates, Desks desks) {
    this.portal = portal;
    this.credentials = credentials;
    this.rates = rates;
    this.oauth = new Oauth(credentials);
    this.desks = desks;
  }

  /// Who answers what.
  record Desks(
      ObjectsApi objects,
      BatchApi batches,
      SearchApi search,
      AssociationsApi associations,
      SchemaApi schema,
      PipelinesApi pipelines,
      SettingsApi settings,
      SubscriptionsApi subscriptions,
      Paper paper) {}

  /// What part of the API a path lies in.
  private enum Area {
    OBJECTS,
    ASSOCIATIONS,
    PROPERTIES,
    PIPELINES,
    OWNERS,
    ACCOUNT,
    CURRENCIES,
    WEBHOOKS
  }

  /// A path taken apart.
  private record Place(Area area, ApiVersion version, List<String> parts) {
    boolean search() {
      return area == Area.OBJECTS && parts.getLast().equals("search");
    }
  }

  HttpAnswer answer(HttpCall call) {
    Instant now = portal.now();
    if (call.path().startsWith("/oauth/")) {
      return oauth.answer(call, now);
    }
    Optional<HttpAnswer> paper = desks.paper().answer(call);
    if (paper.isPresent()) {
      return paper.get();
    }
    Place place = place(call).orElseThrow(Refusal::noSuchPath);
    if (place.area() == Area.WEBHOOKS) {
      credentials.developer(call.param("hapikey"), call.header("Authorization"), now);
      Author nobody = Author.app(credentials.app().appId());
      return desks
          .subscriptions()
          .answer(new Request(call, place.version(), place.parts(), nobody), now);
    }
    Caller caller = credentials.caller(call.header("Authorization"), now);
    Optional<RateLimits.Policy> broken = rates.count(now, caller.oauth(), place.search());
    HttpAnswer answer =
        broken.isPresent() ? broken.get().answer(credentials.uuid()) : settled(call, place, caller);
    return rates.dressed(answer, caller.oauth(), place.search());
  }

  HttpAnswer refused(Refusal refusal) {
    return HttpAnswer.json(refusal.status(), refusal.body(credentials.uuid()));
  }

  private HttpAnswer settled(HttpCall call, Place place, Caller caller) {
    try {
      return portal.journal().whole(() -> understood(call, place, caller));
    } catch (Refusal e) {
      return refused(e);
    }
  }

  /// A body of another shape than the resource's is the caller's mistake.
  private HttpAnswer understood(HttpCall call, Place place, Caller caller) {
    try {
      return answer(call, place, caller);
    } catch (JsonShapeException | ArithmeticException | NumberFormatException e) {
      throw Refusal.badJson(String.valueOf(e.getMessage()));
    }
  }

  private HttpAnswer answer(HttpCall call, Place place, Caller caller) {
    Author author = Author.app(credentials.app().appId());
    Request request = new Request(call, place.version(), place.parts(), author);
    unsupported(request);
    Permits permits = new Permits(caller.scopes(), request);
    return switch (place.area()) {
      case OBJECTS -> objects(request, permits);
      case ASSOCIATIONS -> {
        permits.associations();
        boolean labels = request.part(2).equals("labels");
        yield labels ? desks.schema().labels(request) : batch(request);
      }
      case PROPERTIES -> {
        permits.schema();
        yield desks.schema().properties(request);
      }
      case PIPELINES -> {
        permits.schema();
        yield desks.pipelines().answer(request);
      }
      case OWNERS -> {
        permits.one(Scopes.OWNERS);
        yield desks.settings().owners(request);
      }
      case ACCOUNT -> desks.settings().account(request);
      case CURRENCIES -> {
        permits.one(Scopes.CURRENCIES);
        yield desks.settings().currencies(request);
      }
      case WEBHOOKS -> throw Refusal.noSuchPath();
    };
  }

  /// A body must be JSON and say so.
  private static void unsupported(Request request) {
    boolean body = request.call().body().length > 0 && !request.method().equals("GET");
    String type = request.call().header("Content-Type").orElse("");
    if (body && !type.startsWith("application/json")) {
      throw new Refusal(415, "VALIDATION_ERROR", "HTTP 415 Unsupported Media Type", List.of());
    }
  }

  private HttpAnswer batch(Request request) {
    if (request.part(2).equals("batch") && request.method().equals("POST")) {
      return desks.associations().batch(request);
    }
    throw Refusal.noSuchPath();
  }

  private HttpAnswer objects(Request request, Permits permits) {
    ObjectType type = ObjectType.named(request.part(0));
    if (request.part(2).equals("associations")) {
      permits.associations();
      return desks.associations().ofRecord(request);
    }
    if (request.version() == ApiVersion.V4) {
      throw Refusal.noSuchPath();
    }
    permits.records(type);
    int size = request.parts().size();
    return switch (request.method()) {
      case "GET" ->
          size == 1
              ? desks.objects().list(request, type)
              : desks.objects().read(request, type, single(request));
      case "PATCH" -> desks.objects().update(request, type, single(request));
      case "DELETE" -> desks.objects().archive(request, type, single(request));
      case "POST" -> posted(request, type);
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer posted(Request request, ObjectType type) {
    if (request.parts().size() == 1) {
      return desks.objects().create(request, type);
    }
    return switch (request.part(1)) {
      case "batch" -> desks.batches().answer(request, type);
      case "search" -> desks.search().search(request, type);
      case "merge" -> desks.objects().merge(request, type);
      default -> throw Refusal.wrongMethod();
    };
  }

  private static String single(Request request) {
    if (request.parts().size() != 2) {
      throw Refusal.noSuchPath();
    }
    return request.part(1);
  }

  /// Old paths put the version before the resource, dated ones behind it.
  private static Optional<Place> place(HttpCall call) {
    List<String> parts =
        Arrays.stream(call.rawPath().split("/", -1))
            .filter(p -> !p.isEmpty())
            .map(p -> URLDecoder.decode(p.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    if (parts.size() < 3) {
      return Optional.empty();
    }
    return switch (parts.getFirst()) {
      case "crm" -> versioned(parts.subList(1, parts.size()));
      case "settings" ->
          versioned(parts.subList(1, parts.size())).filter(p -> p.area() == Area.CURRENCIES);
      case "account-info" -> behind(Area.ACCOUNT, parts.get(1), parts.subList(2, parts.size()));
      case "webhooks", "app-webhooks" -> webhooks(parts);
      default -> Optional.empty();
    };
  }

  private static Optional<Place> versioned(List<String> parts) {
    if (parts.size() < 2) {
      return Optional.empty();
    }
    boolean old = ApiVersion.of(parts.getFirst()).filter(v -> !v.dated()).isPresent();
    String version = old ? parts.getFirst() : parts.get(1);
    String resource = old ? parts.get(1) : parts.getFirst();
    Optional<Area> area =
        switch (resource) {
          case "objects" -> Optional.of(Area.OBJECTS);
          case "associations" -> Optional.of(Area.ASSOCIATIONS);
          case "properties" -> Optional.of(Area.PROPERTIES);
          case "pipelines" -> Optional.of(Area.PIPELINES);
          case "owners" -> Optional.of(Area.OWNERS);
          case "currencies" -> Optional.of(Area.CURRENCIES);
          default -> Optional.empty();
        };
    return area.flatMap(a -> behind(a, version, new ArrayList<>(parts.subList(2, parts.size()))))
        .filter(p -> fits(p.area(), p.version()));
  }

  /// v4 is of associations alone, v3 of everything else but them.
  private static boolean fits(Area area, ApiVersion version) {
    return switch (area) {
      case ASSOCIATIONS -> version != ApiVersion.V3;
      case OBJECTS -> true;
      case PROPERTIES, PIPELINES, OWNERS, ACCOUNT, CURRENCIES, WEBHOOKS -> version != ApiVersion.V4;
    };
  }

  private static Optional<Place> behind(Area area, String version, List<String> rest) {
    boolean whole = area == Area.OWNERS || !rest.isEmpty();
    return ApiVersion.of(version).filter(_ -> whole).map(v -> new Place(area, v, rest));
  }

  /// The address of webhook settings changed with 2026-09.
  private static Optional<Place> webhooks(List<String> parts) {
    return behind(Area.WEBHOOKS, parts.get(1), parts.subList(2, parts.size()))
        .filter(p ->
            parts.getFirst().equals("app-webhooks") == (p.version() == ApiVersion.SEPTEMBER_2026));
  }
}
