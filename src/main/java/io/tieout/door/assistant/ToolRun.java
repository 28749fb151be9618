package io.tieout.door.assistant;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the tool calls of one turn: each checked, each answered, equal ones run once.
final class ToolRun {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRun.class);
  private static final int MOST_CALLS = 12;

  private final Toolbox toolbox;
  private final Member asker;
  private final Masking masking;
  private final Map<String, ToolCode.Outcome> done = new LinkedHashMap<>();

  ToolRun(Toolbox toolbox, Member asker, Masking masking) {
    this.toolbox = toolbox;
    this.asker = asker;
    this.masking = masking;
  }

  /// A result for every call, in their order: a model's next request is refused without them.
  List<ChatMessage> all(List<ToolExecutionRequest> calls) {
    List<ChatMessage> results = new ArrayList<>();
    for (ToolExecutionRequest call : calls) {
      results.add(ToolExecutionResultMessage.from(call, masking.mask(one(call)).print()));
    }
    return results;
  }

  List<ToolCode.Outcome> outcomes() {
    return List.copyOf(done.values());
  }

  private Json one(ToolExecutionRequest call) {
    Toolbox.Tool tool = toolbox.named(call.name()).orElse(null);
    if (tool == null) {
      return error("there is no tool '%s'; there are %s".formatted(call.name(), toolbox.names()));
    }
    if (!tool.file().mayBeCalledBy(asker)) {
      return error(
          "%s may not use %s; it is for %s"
              .formatted(asker.name(), call.name(), tool.file().roles()));
    }
    Json.Obj arguments;
    try {
      String text = call.arguments();
      arguments = text == null || text.isBlank() ? Json.object().build() : restored(text);
    } catch (JsonShapeException e) {
      return error("the arguments are not a JSON object: " + e.getMessage());
    }
    List<String> problems = tool.file().problemsOf(arguments);
    if (!problems.isEmpty()) {
      return error("the arguments do not fit: " + String.join("; ", problems));
    }
    return run(tool, arguments);
  }

  /// In the tree, not in its text: a value may hold what JSON would escape.
  private Json.Obj restored(String arguments) {
    return masking.restore(Json.parseObj(arguments)).asObj("arguments");
  }

  private Json run(Toolbox.Tool tool, Json.Obj arguments) {
    String key = tool.file().name() + arguments.canonical();
    ToolCode.Outcome before = done.get(key);
    if (before != null) {
      return before.forModel();
    }
    if (done.size() >= MOST_CALLS) {
      return error("no more look-ups in this turn; answer with what you have");
    }
    try {
      ToolCode.Outcome outcome = tool.code().run(asker, arguments);
      done.put(key, outcome);
      return outcome.forModel();
    } catch (RuntimeException e) {
      LOG.error("tool {} failed", tool.file().name(), e);
      return error(
          "that failed; nothing was written to the CRM or the books. Say so and suggest to try again");
    }
  }

  private static Json error(String what) {
    return Json.object().put("error", what).build();
  }
}
