package io.tieout.door.assistant;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers one turn of a conversation.
///
/// The loop is ours: the model only picks tools and words things. Every call it makes is checked
/// (known? allowed for this person? arguments valid?) before it runs, the same call twice in a turn
/// runs once, and rounds, calls and time are bounded. It can read and propose; it cannot write.
/// Personal data does not reach a model outside of this process ([Masking]).
public final class Assistant {
  private static final Logger LOG = LoggerFactory.getLogger(Assistant.class);
  private static final int MOST_ROUNDS = 6;
  private static final Duration MOST_TIME = Duration.ofSeconds(60);
  private static final int LONGEST_QUESTION = 2_000;
  private static final String UNKNOWN_PERSON =
      "I do not know you yet, so I cannot show you the company's figures. Ask an administrator to add"
          + " your Slack user to the people in Tieout's configuration.";

  private static final String FAILED =
      "I could not work that out just now, and nothing was changed. Please ask again in a moment;"
          + " if it keeps failing, an administrator finds the reason in Tieout's log.";
  private static final String BROKEN_OFF =
      "I could not finish that just now. Nothing was written to the CRM or the books. This is what I had by then:";

  private final Model model;
  private final Toolbox toolbox;
  private final Supplier<Directory> people;
  private final InstantSource clock;

  private final Masking.Names names;

  Assistant(
      Model model,
      Toolbox toolbox,
      Supplier<Directory> people,
      InstantSource clock,
      Masking.Names names) {
    this.model = model;
    this.toolbox = toolbox;
    this.people = people;
    this.clock = clock;
    this.names = names;
  }

  public Answer answer(Turn turn) {
    Optional<Member> member = people.get().bySlackId(turn.personId());
    if (member.isEmpty()) {
      return plain(UNKNOWN_PERSON);
    }
    if (turn.text().length() > LONGEST_QUESTION) {
      return plain(
          "That is longer than the %d characters I read. Could you ask in fewer words?"
              .formatted(LONGEST_QUESTION));
    }
    Masking masking = model.outside() ? Masking.with(names) : Masking.off();
    ToolRun run = new ToolRun(toolbox, member.get(), masking);
    try {
      return converse(member.get(), turn, run, masking);
    } catch (RuntimeException e) {
      LOG.error("the assistant failed on a turn", e);
      return run.outcomes().isEmpty() ? plain(FAILED) : composed(brokenOff(run), run);
    }
  }

  /// In the words of code, for the model has none any more.
  private static String brokenOff(ToolRun run) {
    return Stream.concat(Stream.of(BROKEN_OFF), run.outcomes().stream().map(ToolCode.Outcome::say))
        .collect(Collectors.joining("\n"));
  }

  private Answer converse(Member asker, Turn turn, ToolRun run, Masking masking) {
    List<ChatMessage> messages = opening(turn, masking);
    Instant end = clock.instant().plus(MOST_TIME);
    for (int round = 0; round < MOST_ROUNDS && clock.instant().isBefore(end); round++) {
      AiMessage said =
          model
              .chat()
              .chat(
                  ChatRequest.builder()
                      .messages(messages)
                      .toolSpecifications(toolbox.offeredTo(asker))
                      .build())
              .aiMessage();
      messages.add(said);
      if (!said.hasToolExecutionRequests()) {
        return composed(masking.restore(String.valueOf(said.text())), run);
      }
      messages.addAll(run.all(said.toolExecutionRequests()));
    }
    return composed("I stopped after several look-ups. This is what I found:", run);
  }

  private List<ChatMessage> opening(Turn turn, Masking masking) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(model.systemPrompt()));
    for (Turn.Said said : turn.before()) {
      messages.add(
          switch (said.who()) {
            case PERSON -> UserMessage.from(masking.mask(said.text()));
            case ASSISTANT -> AiMessage.from(masking.mask(said.text()));
          });
    }
    messages.add(UserMessage.from(masking.mask(turn.text())));
    return messages;
  }

  /// The model's words, then what code built: tables, links and choices of every tool that ran.
  private Answer composed(String words, ToolRun run) {
    List<Answer.Part> parts = new ArrayList<>();
    if (!words.isBlank()) {
      parts.add(new Answer.Part.Paragraph(words.strip()));
    }
    Set<String> sources = new LinkedHashSet<>();
    for (ToolCode.Outcome outcome : run.outcomes()) {
      parts.addAll(outcome.show());
      sources.addAll(outcome.sources());
    }
    return new Answer(parts, List.copyOf(sources), Optional.of(model.footer()));
  }

  private Answer plain(String text) {
    return new Answer(
        List.of(new Answer.Part.Paragraph(text)), List.of(), Optional.of(model.footer()));
  }
}
