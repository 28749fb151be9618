package io.tieout.door.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.assistant.SuggestedPrompt;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The few Web API methods we use. Links are never unfurled and nothing is parsed that is not
/// marked: what a model or a record wrote must not make anybody's client fetch an address.
///
/// What passes by itself is a [FaultException] that says so; what Slack refuses is a
/// [SlackException].
final class SlackClient implements AutoCloseable {
  /// What these methods need. `views.open` and `auth.test` need no scope.
  static final Set<String> SCOPES = Set.of("assistant:write", "chat:write");

  private static final Logger LOG = LoggerFactory.getLogger(SlackClient.class);
  private static final String NO_PARSING = "none";
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
  private static final Set<String> PASSING =
      Set.of(
          "fatal_error",
          "internal_error",
          "request_timeout",
          "rollup_error",
          "service_unavailable",
          "team_added_to_org");

  private final Slack slack;
  private final MethodsClient methods;
  private final Secret token;

  SlackClient(SlackSettings settings) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.apiBase().toString());
    config.setPrettyResponseLoggingEnabled(false);
    this.slack = Slack.getInstance(config);
    this.token = settings.botToken();
    this.methods = slack.methods(token.reveal());
  }

  /// A message to be sent.
  record Outgoing(String channel, Optional<String> thread, String fallback, List<Json.Obj> blocks) {
    String blocksText() {
      return Json.array(blocks).print();
    }

    Outgoing with(List<Json.Obj> others) {
      return new Outgoing(channel, thread, fallback, others);
    }

    Outgoing to(String other) {
      return new Outgoing(other, Optional.empty(), fallback, blocks);
    }
  }

  /// A question to start with, as a button above an empty conversation.
  record Prompt(String title, String message) {}

  /// How a conversation's thread is shown.
  enum Session {
    PROCESSING("processing"),
    ACTIVE("active");

    private final String word;

    Session(String word) {
      this.word = word;
    }
  }

  /// Posts and tells the message's timestamp, which is its name in the channel.
  String post(Outgoing message) {
    return sent(
            "chat.postMessage",
            () ->
                methods.chatPostMessage(r ->
                    r.channel(message.channel())
                        .threadTs(message.thread().orElse(null))
                        .text(message.fallback())
                        .blocksAsString(message.blocksText())
                        .parse(NO_PARSING)
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)))
        .getTs();
  }

  void update(Outgoing message, String ts) {
    sent(
        "chat.update",
        () ->
            methods.chatUpdate(r ->
                r.channel(message.channel())
                    .ts(ts)
                    .text(message.fallback())
                    .blocksAsString(message.blocksText())
                    .parse(NO_PARSING)
                    .linkNames(false)));
  }

  void whisper(Outgoing message, String userId) {
    sent(
        "chat.postEphemeral",
        () ->
            methods.chatPostEphemeral(r ->
                r.channel(message.channel())
                    .user(userId)
                    .threadTs(message.thread().orElse(null))
                    .text(message.fallback())
                    .blocksAsString(message.blocksText())
                    .parse(NO_PARSING)
                    .linkNames(false)));
  }

  void openView(String triggerId, Json.Obj view) {
    sent(
        "views.open",
        () -> methods.viewsOpen(r -> r.triggerId(triggerId).viewAsString(view.print())));
  }

  /// Shows in the thread that we are working, or no longer. Only for show: a failure is logged. The
  /// library has no typed method for it, so any type of answer that tells `ok` serves.
  void session(String channel, String thread, Session session) {
    forShow(
        "agents.sessions.setStatus",
        () ->
            methods.postFormWithTokenAndParseResponse(
                form ->
                    form.add("channel_id", channel)
                        .add("thread_ts", thread)
                        .add("status", session.word),
                "agents.sessions.setStatus",
                token.reveal(),
                AuthTestResponse.class));
  }

  /// Suggests questions above the direct messages. Without a thread: with one, Slack drops the
  /// suggestion silently. Only for show: a failure is logged.
  void suggest(String channel, String title, List<Prompt> prompts) {
    forShow(
        "assistant.threads.setSuggestedPrompts",
        () ->
            methods.assistantThreadsSetSuggestedPrompts(r ->
                r.channelId(channel)
                    .title(title)
                    .prompts(
                        prompts.stream()
                            .map(p -> new SuggestedPrompt(p.title(), p.message()))
                            .toList())));
  }

  /// Whom the token stands for.
  ///
  /// @param scopes what the token may do, as Slack tells with every answer
  record Who(String userId, String team, Set<String> scopes) {
    Who {
      scopes = Set.copyOf(scopes);
    }
  }

  /// As [#authTest], with the rights of the token.
  Who who() {
    AuthTestResponse answer = sent("auth.test", () -> methods.authTest(r -> r));
    Set<String> scopes =
        answer.getHttpResponseHeaders().entrySet().stream()
            .filter(header -> "x-oauth-scopes".equalsIgnoreCase(header.getKey()))
            .flatMap(header -> header.getValue().stream())
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toSet());
    return new Who(answer.getUserId(), String.valueOf(answer.getTeam()), scopes);
  }

  /// Who we are, to check the token at start-up.
  String authTest() {
    return sent("auth.test", () -> methods.authTest(r -> r)).getUserId();
  }

  @Override
  public void close() {
    try {
      slack.close();
    } catch (Exception e) {
      throw new IllegalStateException("the Slack client did not close", e);
    }
  }

  /// Something the Web API answers.
  @FunctionalInterface
  private interface Sending<T> {
    T send() throws IOException, SlackApiException;
  }

  private static void forShow(String method, Sending<? extends SlackApiTextResponse> sending) {
    try {
      SlackApiTextResponse answer = sending.send();
      if (!answer.isOk()) {
        LOG.debug("Slack refused {}: {}", method, answer.getError());
      }
    } catch (SlackApiException | IOException e) {
      LOG.debug("{} did not reach Slack", method, e);
    }
  }

  private static <T extends SlackApiTextResponse> T sent(String method, Sending<T> sending) {
    try {
      T answer = sending.send();
      if (answer.isOk()) {
        return answer;
      }
      String error = String.valueOf(answer.getError());
      if (PASSING.contains(error)) {
        throw new Fault.Transient("Slack failed at %s: %s".formatted(method, error)).asException();
      }
      throw new SlackException(method, error, null);
    } catch (SlackApiException e) {
      throw fault(method, e);
    } catch (IOException e) {
      throw new FaultException(
          new Fault.Transient("Slack did not answer %s: %s".formatted(method, e.getMessage())), e);
    }
  }

  private static RuntimeException fault(String method, SlackApiException e) {
    int status = e.getResponse().code();
    if (status == TOO_MANY) {
      return new Fault.Throttled("Slack wants %s later".formatted(method), wait(e)).asException();
    }
    return status >= SERVER
        ? new Fault.Transient("Slack failed at %s: HTTP %d".formatted(method, status)).asException()
        : new SlackException(method, "HTTP " + status, e);
  }

  private static Duration wait(SlackApiException e) {
    return Optional.ofNullable(e.getResponse().header("Retry-After"))
        .filter(s -> s.matches("\\d{1,6}"))
        .map(s -> Duration.ofSeconds(Long.parseLong(s)))
        .orElse(DEFAULT_WAIT);
  }
}
