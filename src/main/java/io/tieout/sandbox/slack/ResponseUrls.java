package io.tieout.sandbox.slack;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The addresses an app may answer to after a click or a command: five times within half an hour.
/// Used under the workspace's lock.
final class ResponseUrls {
  static final String PATH = "/actions/";
  private static final Duration LIVES = Duration.ofMinutes(30);
  private static final int MOST_USES = 5;

  private record Address(
      String channel, String user, Optional<String> messageTs, Instant expires, int used) {}

  private final Workspace workspace;
  private final Poster poster;
  private final Supplier<URI> base;
  private final Map<String, Address> addresses = new HashMap<>();

  ResponseUrls(Workspace workspace, Poster poster, Supplier<URI> base) {
    this.workspace = workspace;
    this.poster = poster;
    this.base = base;
  }

  /// A new address for what a person did in a conversation.
  ///
  /// @param messageTs the message that was clicked, which an answer may replace or delete
  String create(Channel channel, String user, Optional<String> messageTs) {
    String path = PATH + Workspace.TEAM + "/" + workspace.nextId("r");
    Instant expires = workspace.now().plus(LIVES);
    addresses.put(path, new Address(channel.id, user, messageTs, expires, 0));
    return base.get() + path;
  }

  HttpAnswer answer(HttpCall call) {
    Address address = addresses.get(call.path());
    if (address == null) {
      return error(404, "not_found");
    }
    if (workspace.now().isAfter(address.expires())) {
      return error(404, "expired_url");
    }
    if (address.used() >= MOST_USES) {
      return error(404, "used_url");
    }
    addresses.put(
        call.path(),
        new Address(
            address.channel(),
            address.user(),
            address.messageTs(),
            address.expires(),
            address.used() + 1));
    try {
      apply(address, Json.parseObj(call.text()));
      return HttpAnswer.json(200, Json.object().put("ok", true).build());
    } catch (JsonShapeException e) {
      return error(400, "invalid_payload");
    } catch (SlackError e) {
      return HttpAnswer.json(400, e.answer());
    }
  }

  private static HttpAnswer error(int status, String code) {
    return HttpAnswer.json(status, new SlackError(code).answer());
  }

  private void apply(Address address, Json.Obj body) {
    Channel channel = workspace.channel(address.channel()).orElseThrow();
    Optional<Message> clicked = address.messageTs().flatMap(channel::message);
    if (body.flag("delete_original")) {
      clicked.ifPresent(m -> poster.delete(channel, m));
      return;
    }
    Content content = Content.read(new ApiCall("response_url", body, Optional.empty())).needed();
    if (body.flag("replace_original") && clicked.isPresent()) {
      Json.Obj bare =
          clicked.get().body().without("blocks").without("attachments").with("text", "");
      poster.change(channel, clicked.get(), content.into(bare, workspace));
      return;
    }
    post(channel, address.user(), content, body);
  }

  /// Posts an answer: for the person alone unless it says `in_channel`.
  void post(Channel channel, String user, Content content, Json.Obj body) {
    boolean forAll = body.optText("response_type").filter("in_channel"::equals).isPresent();
    poster.botPosts(
        channel, content, body.optText("thread_ts"), forAll ? Optional.empty() : Optional.of(user));
  }
}
