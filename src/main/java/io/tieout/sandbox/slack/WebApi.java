package io.tieout.sandbox.slack;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The Web API: finds the method, checks token, budget and scope, and answers as Slack does, which
/// is 200 for everything but a spent budget.
final class WebApi {
  private static final String FREE = "api.test";
  private static final int KEPT_REQUESTS = 2000;

  /// A method of the API.
  ///
  /// @param scopes any one of them is enough; empty when none is needed
  /// @param work makes the answer without `ok`
  record Method(List<String> scopes, Tiers.Tier tier, Function<ApiCall, JsonObjBuilder> work) {}

  private final Workspace workspace;
  private final String botToken;
  private final Set<String> granted;
  private final Tiers tiers;
  private final Map<String, Method> methods = new HashMap<>();
  private final Deque<SlackStandIn.Request> requests = new ArrayDeque<>();

  WebApi(Workspace workspace, String botToken, Set<String> granted, Tiers tiers) {
    this.workspace = workspace;
    this.botToken = botToken;
    this.granted = granted;
    this.tiers = tiers;
  }

  void add(Map<String, Method> more) {
    methods.putAll(more);
  }

  void liftLimits() {
    workspace.locked(() -> {
      tiers.lift();
      return this;
    });
  }

  List<SlackStandIn.Request> requests() {
    return workspace.locked(() -> List.copyOf(requests));
  }

  HttpAnswer answer(String method, HttpCall http) {
    return workspace.locked(() -> answerLocked(method, http));
  }

  private HttpAnswer answerLocked(String name, HttpCall http) {
    Method method = methods.get(name);
    if (method == null) {
      Json.Obj unknown = Json.object().put("req_method", name).build();
      return ok(new SlackError("unknown_method", unknown).answer());
    }
    Json.Obj args = Json.object().build();
    Json.Obj result;
    try {
      ApiCall call = ApiCall.read(name, http);
      args = call.args();
      authenticate(call);
      Optional<Long> wait = tiers.take(budget(call, method), method.tier());
      if (wait.isPresent()) {
        note(name, args, "ratelimited");
        return throttled(wait.get());
      }
      requireOneOf(method.scopes(), granted);
      result = Json.object().put("ok", true).build();
      for (var field : method.work().apply(call).build().fields().entrySet()) {
        result = result.with(field.getKey(), field.getValue());
      }
    } catch (SlackError e) {
      result = e.answer();
    }
    note(name, args, result.optText("error").orElse("ok"));
    return ok(result)
        .withHeader("X-OAuth-Scopes", String.join(",", granted))
        .withHeader("X-Accepted-OAuth-Scopes", String.join(",", method.scopes()));
  }

  private void authenticate(ApiCall call) {
    if (call.method().equals(FREE)) {
      return;
    }
    String token = call.token().orElseThrow(() -> new SlackError("not_authed"));
    if (!token.equals(botToken)) {
      throw new SlackError("invalid_auth");
    }
  }

  /// `chat.postMessage` is counted for each channel, everything else for the method.
  private static String budget(ApiCall call, Method method) {
    return method.tier() == Tiers.Tier.POSTING
        ? call.method() + " " + call.text("channel").orElse("")
        : call.method();
  }

  private void note(String method, Json.Obj args, String outcome) {
    requests.addLast(
        new SlackStandIn.Request(workspace.now(), method, args.without("token"), outcome));
    if (requests.size() > KEPT_REQUESTS) {
      requests.removeFirst();
    }
  }

  static HttpAnswer throttled(long seconds) {
    return HttpAnswer.json(429, new SlackError("ratelimited").answer())
        .withHeader("Retry-After", String.valueOf(seconds));
  }

  private static HttpAnswer ok(Json.Obj body) {
    return HttpAnswer.json(200, body);
  }

  /// Refuses when none of the scopes is granted.
  static void requireOneOf(List<String> scopes, Set<String> granted) {
    if (!scopes.isEmpty() && scopes.stream().noneMatch(granted::contains)) {
      throw new SlackError(
          "missing_scope",
          Json.object()
              .put("needed", scopes.getFirst())
              .put("provided", String.join(",", granted))
              .build());
    }
  }
}
