package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.Subscriptions.Subscription;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// The app's webhook settings: `{appId}/settings` and `{appId}/subscriptions[/{id}]`.
final class SubscriptionsApi {
  private static final int USUAL_CONCURRENCY = 10;

  private final Subscriptions subscriptions;
  private final Webhooks webhooks;
  private final String appId;

  SubscriptionsApi(Subscriptions subscriptions, Webhooks webhooks, String appId) {
    this.subscriptions = subscriptions;
    this.webhooks = webhooks;
    this.appId = appId;
  }

  HttpAnswer answer(Request request, Instant now) {
    if (!request.part(0).equals(appId)) {
      throw Refusal.notFound("No app " + request.part(0));
    }
    return switch (request.part(1)) {
      case "settings" -> settings(request, now);
      case "subscriptions" -> subscriptions(request, now);
      default -> throw Refusal.noSuchPath();
    };
  }

  private HttpAnswer settings(Request request, Instant now) {
    switch (request.method()) {
      case "PUT" -> webhooks.to(URI.create(ObjectsApi.text(request.body(), "targetUrl")));
      case "DELETE" -> {
        webhooks.toNobody();
        return HttpAnswer.empty(204);
      }
      case "GET" -> {}
      default -> throw Refusal.wrongMethod();
    }
    URI target = webhooks.target().orElseThrow(() -> Refusal.notFound("No webhook settings"));
    return HttpAnswer.json(
        200,
        Json.object()
            .put("targetUrl", target.toString())
            .put("throttling", Json.object().put("maxConcurrentRequests", USUAL_CONCURRENCY))
            .put("createdAt", Stamps.iso(now))
            .put("updatedAt", Stamps.iso(now))
            .build());
  }

  private HttpAnswer subscriptions(Request request, Instant now) {
    if (request.is("GET", 2)) {
      return SchemaApi.results(subscriptions.all().stream().map(Subscription::json).toList());
    }
    if (request.is("POST", 2)) {
      Json.Obj body = request.body();
      return HttpAnswer.json(
          201,
          subscriptions
              .add(ObjectsApi.text(body, "eventType"), body.optText("propertyName"), now)
              .json());
    }
    if (request.is("POST", 4)) {
      List<Json.Obj> changed =
          BatchApi.inputs(request.body(), 100).stream()
              .map(i -> subscriptions.active(i.integer("id"), i.flag("active")).json())
              .toList();
      return BatchApi.envelope(new BatchApi.Outcome(changed, List.of()), 200, Stamps.iso(now));
    }
    long id = Request.within("subscriptionId", request.part(2), Integer.MAX_VALUE);
    return switch (request.method()) {
      case "GET" -> HttpAnswer.json(200, subscriptions.need(id).json());
      case "PATCH" ->
          HttpAnswer.json(200, subscriptions.active(id, request.body().flag("active")).json());
      case "DELETE" -> {
        subscriptions.remove(id);
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }
}
