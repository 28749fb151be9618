package io.tieout.app.storm;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A language model that does not behave: it calls a tool twice at once, with arguments nobody
/// asked for, or one that there is not. It speaks the protocol that models speak.
final class ScriptedModel implements AutoCloseable {
  private static final int BUSY = 429;

  private final AtomicReference<List<Json.Obj>> calls = new AtomicReference<>(List.of());
  private final LoopbackServer server =
      LoopbackServer.start("model", 0, this::answer, new Weather(), () -> HttpAnswer.empty(BUSY));

  ModelSettings settings() {
    return new ModelSettings(
        URI.create(server.base() + "/v1"), new Secret("storm-model-key"), "storm-model");
  }

  /// What it will call when it is asked next.
  void will(List<Json.Obj> next) {
    calls.set(next);
  }

  /// A call of a tool, as the model words it.
  static Json.Obj call(String tool, Json.Obj arguments, int number) {
    return Json.object()
        .put("id", "call_" + number)
        .put("type", "function")
        .put(
            "function", Json.object().put("name", tool).put("arguments", arguments.print()).build())
        .build();
  }

  /// Once a tool has answered it has nothing to add.
  private HttpAnswer answer(HttpCall call) {
    Json.Obj asked = Json.parseObj(call.text());
    boolean answered =
        asked.objects("messages").getLast().optText("role").filter("tool"::equals).isPresent();
    Json.Obj said =
        answered
            ? Json.object().put("role", "assistant").put("content", "Done.").build()
            : Json.object().put("role", "assistant").put("tool_calls", calls.get()).build();
    return HttpAnswer.json(
        200,
        Json.object()
            .put("id", "c1")
            .put("object", "chat.completion")
            .put("created", 1)
            .put("model", "storm-model")
            .put(
                "choices",
                List.of(
                    Json.object()
                        .put("index", 0)
                        .put("message", said)
                        .put("finish_reason", answered ? "stop" : "tool_calls")
                        .build()))
            .build());
  }

  @Override
  public void close() {
    server.close();
  }
}
