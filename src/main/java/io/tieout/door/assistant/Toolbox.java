package io.tieout.door.assistant;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tools there are: each file bound to its code.
final class Toolbox {
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  record Tool(ToolFile file, ToolCode code) {}

  Toolbox with(String name, ToolCode code) {
    tools.put(name, new Tool(ToolFile.load(name), code));
    return this;
  }

  Optional<Tool> named(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  List<String> names() {
    return List.copyOf(tools.keySet());
  }

  /// What the model is offered: only what this person may call.
  List<ToolSpecification> offeredTo(Member member) {
    return tools.values().stream()
        .filter(tool -> tool.file().mayBeCalledBy(member))
        .map(tool -> specification(tool.file()))
        .toList();
  }

  /// Our tools take texts only, so that an amount can never pass through a binary fraction.
  private static ToolSpecification specification(ToolFile file) {
    JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
    for (Map.Entry<String, Json> property :
        file.parameters().obj("properties").fields().entrySet()) {
      Json.Obj details = property.getValue().asObj(property.getKey());
      if (!details.text("type").equals("string")) {
        throw new IllegalStateException(
            "tool %s: parameter %s must be a string".formatted(file.name(), property.getKey()));
      }
      schema.addProperty(
          property.getKey(),
          JsonStringSchema.builder()
              .description(details.optText("description").orElse(""))
              .build());
    }
    return ToolSpecification.builder()
        .name(file.name())
        .description(file.description())
        .parameters(
            schema
                .required(
                    file.parameters().list("required").stream()
                        .map(name -> name.asText("required"))
                        .toList())
                .additionalProperties(false)
                .build())
        .build();
  }
}
