package io.tieout.door.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The few Web API methods we use. Links are never unfurled: what a model or a record wrote must
/// not make anybody's client fetch an address.
final class SlackClient implements AutoCloseable {
  private final Slack slack;
  private final MethodsClient methods;

  SlackClient(SlackSettings settings) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.apiBase().toString());
    config.setPrettyResponseLoggingEnabled(false);
    this.slack = Slack.getInstance(config);
    this.methods = slack.methods(settings.botToken().reveal());
  }

  /// A message to be sent.
  record Outgoing(String channel, Optional<String> thread, String fallback, List<Json.Obj> blocks) {
    String blocksText() {
      return Json.array(blocks).print();
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
                    .blocksAsString(message.blocksText())));
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
                    .blocksAsString(message.blocksText())));
  }

  void openView(String triggerId, Json.Obj view) {
    sent(
        "views.open",
        () -> methods.viewsOpen(r -> r.triggerId(triggerId).viewAsString(view.print())));
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

  private static <T extends SlackApiTextResponse> T sent(String method, Sending<T> sending) {
    try {
      T answer = sending.send();
      if (!answer.isOk()) {
        throw new SlackException(method, String.valueOf(answer.getError()), null);
      }
      return answer;
    } catch (SlackApiException e) {
      throw new SlackException(method, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new SlackException(method, "no answer: " + e.getMessage(), e);
    }
  }
}
