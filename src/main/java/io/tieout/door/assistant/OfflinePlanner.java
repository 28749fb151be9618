package io.tieout.door.assistant;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plays the model's part without one: reads a question by [Wording], calls the tool it asks for,
/// and says what the tool says. Deterministic, needs no key and no network.
final class OfflinePlanner implements ChatModel {
  private static final String HELP =
      "I can tell you where a deal's invoice stands, what a customer has paid or owes, find a deal,"
          + " show what is waiting for approval, propose an invoice for a won deal, and tell which"
          + " connections are up. For example:"
          + " “where does the Acme invoice stand?”, “what does Globex owe?”, “what is waiting for"
          + " approval?”, “propose an invoice for the Initech onboarding deal”.";

  @Override
  public ChatResponse doChat(ChatRequest request) {
    List<ChatMessage> messages = request.messages();
    return ChatResponse.builder()
        .aiMessage(
            messages.getLast() instanceof ToolExecutionResultMessage
                ? spoken(messages)
                : planned(request))
        .build();
  }

  private static AiMessage planned(ChatRequest request) {
    List<String> said =
        request.messages().stream()
            .filter(UserMessage.class::isInstance)
            .map(message -> ((UserMessage) message).singleText())
            .toList();
    Optional<Wording.Wish> wish = Wording.read(said);
    if (wish.isEmpty()) {
      return AiMessage.from(HELP);
    }
    boolean offered =
        request.toolSpecifications() != null
            && request.toolSpecifications().stream()
                .anyMatch(tool -> tool.name().equals(wish.get().tool()));
    if (!offered) {
      return AiMessage.from(
          "That is not something your role may do here. An administrator can change it.");
    }
    return AiMessage.from(
        ToolExecutionRequest.builder()
            .id("call-1")
            .name(wish.get().tool())
            .arguments(wish.get().arguments().print())
            .build());
  }

  /// The tools' own sentences, in the order of the calls.
  private static AiMessage spoken(List<ChatMessage> messages) {
    return AiMessage.from(
        messages.reversed().stream()
            .takeWhile(ToolExecutionResultMessage.class::isInstance)
            .map(message -> Json.parseObj(((ToolExecutionResultMessage) message).text()))
            .map(result ->
                result
                    .optText("say")
                    .or(() -> result.optText("error").map(e -> "I could not do that: " + e))
                    .orElse(""))
            .collect(Collectors.joining("\n")));
  }
}
