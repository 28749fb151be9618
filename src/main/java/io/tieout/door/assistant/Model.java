package io.tieout.door.assistant;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The model in use, with what is said of it under each answer.
///
/// @param outside whether what it is told leaves this process
record Model(ChatModel chat, String systemPrompt, String footer, boolean outside) {
  Model(ChatModel chat, String systemPrompt, String footer) {
    this(chat, systemPrompt, footer, true);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /// Any endpoint that speaks OpenAI's chat completions.
  static Model openAiCompatible(ModelSettings settings) {
    ChatModel chat =
        OpenAiChatModel.builder()
            .baseUrl(settings.baseUrl().toString())
            .apiKey(settings.apiKey().reveal())
            .modelName(settings.model())
            .timeout(PATIENCE)
            .maxRetries(1)
            .build();
    return new Model(
        chat,
        prompt("assistant"),
        "Worded by %s; figures and names come from the systems named.".formatted(settings.model()));
  }

  /// No model at all: a planner that understands the ordinary wording of what the tools do.
  static Model offline() {
    return new Model(
        new OfflinePlanner(),
        "offline",
        "Answered by Tieout's offline planner: no language model is connected.",
        false);
  }

  /// The text of `prompts/<name>.md` below its header of version and owner.
  private static String prompt(String name) {
    String path = "/prompts/" + name + ".md";
    try (InputStream in = Model.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("prompt " + path + " is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int end = text.indexOf("\n---\n", 4);
      return text.startsWith("---\n") && end > 0 ? text.substring(end + 5).strip() : text.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
