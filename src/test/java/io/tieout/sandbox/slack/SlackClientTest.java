package io.tieout.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Usergroup;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Slack's own Java client against the stand-in; an unknown field in an answer is a failure.
class SlackClientTest {
  private Fixture fixture = new Fixture();
  private Slack client = Slack.getInstance();
  private MethodsClient methods = client.methods();

  @BeforeEach
  void connect() {
    use(fixture);
  }

  private void use(Fixture other) {
    fixture = other;
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(fixture.slack.info().text("api"));
    config.setFailOnUnknownProperties(true);
    client = Slack.getInstance(config);
    methods = client.methods(fixture.token());
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
    fixture.close();
  }

  @Test
  void the_bot_learns_who_it_is_and_what_it_may_do() throws Exception {
    var auth = methods.authTest(r -> r);
    assertThat(auth.isOk()).isTrue();
    assertThat(auth.getUserId()).isEqualTo("U0TIEOUT");
    assertThat(auth.getBotId()).isEqualTo("B0TIEOUT");
    assertThat(auth.getTeam()).isEqualTo("Northwind Analytics");
    assertThat(fixture.raw("auth.test", Map.of()).headers().firstValue("X-OAuth-Scopes"))
        .hasValueSatisfying(scopes -> assertThat(scopes).contains("chat:write"));
    assertThat(methods.apiTest(r -> r.foo("bar")).getArgs().getFoo()).isEqualTo("bar");
    assertThat(methods.botsInfo(r -> r.bot("B0TIEOUT")).getBot().getAppId()).isEqualTo("A0TIEOUT");
    assertThat(methods.teamInfo(r -> r).getTeam().getName()).isEqualTo("Northwind Analytics");
  }

  @Test
  void a_message_is_posted_changed_read_and_deleted() throws Exception {
    var posted =
        methods.chatPostMessage(r ->
            r.channel("#deals")
                .text("fallback")
                .blocksAsString(
                    "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"*Hi*\"}}]"));
    assertThat(posted.getError()).isNull();
    assertThat(posted.getChannel()).isEqualTo(Fixture.DEALS);
    assertThat(posted.getMessage().getBlocks().getFirst().getBlockId()).isNotEmpty();
    String ts = posted.getTs();
    assertThat(
            methods
                .chatPostMessage(r -> r.channel(Fixture.DEALS).threadTs(ts).text("reply"))
                .getMessage()
                .getThreadTs())
        .isEqualTo(ts);
    var updated = methods.chatUpdate(r -> r.channel(Fixture.DEALS).ts(ts).text("changed"));
    assertThat(updated.getText()).isEqualTo("changed");
    var history = methods.conversationsHistory(r -> r.channel(Fixture.DEALS));
    assertThat(history.getMessages()).hasSize(1);
    assertThat(history.getMessages().getFirst().getText()).isEqualTo("changed");
    assertThat(history.getMessages().getFirst().getBlocks())
        .as("blocks stay when only the text is changed")
        .hasSize(1);
    assertThat(history.getMessages().getFirst().getReplyCount()).isEqualTo(1);
    var replies = methods.conversationsReplies(r -> r.channel(Fixture.DEALS).ts(ts));
    assertThat(replies.getMessages())
        .extracting(m -> m.getText())
        .containsExactly("changed", "reply");
    assertThat(methods.chatGetPermalink(r -> r.channel(Fixture.DEALS).messageTs(ts)).getPermalink())
        .contains(Fixture.DEALS);
    assertThat(
            methods.reactionsAdd(r -> r.channel(Fixture.DEALS).timestamp(ts).name("eyes")).isOk())
        .isTrue();
    assertThat(methods.chatDelete(r -> r.channel(Fixture.DEALS).ts(ts)).isOk()).isTrue();
    assertThat(methods.chatUpdate(r -> r.channel(Fixture.DEALS).ts(ts).text("x")).getError())
        .isEqualTo("message_not_found");
  }

  @Test
  void an_ephemeral_message_is_seen_by_one_person_and_in_no_history() throws Exception {
    var sent =
        methods.chatPostEphemeral(r -> r.channel(Fixture.DEALS).user(Fixture.ANNA).text("for you"));
    assertThat(sent.getMessageTs()).isNotEmpty();
    assertThat(fixture.slack.messages(Fixture.ANNA, Fixture.DEALS)).hasSize(1);
    assertThat(fixture.slack.messages(Fixture.BEN, Fixture.DEALS)).isEmpty();
    assertThat(methods.conversationsHistory(r -> r.channel(Fixture.DEALS)).getMessages()).isEmpty();
    assertThat(
            methods
                .chatUpdate(r -> r.channel(Fixture.DEALS).ts(sent.getMessageTs()).text("x"))
                .getError())
        .isEqualTo("message_not_found");
  }

  @Test
  void refusals_have_slacks_names() throws Exception {
    assertThat(methods.chatPostMessage(r -> r.channel("C0NONE").text("x")).getError())
        .isEqualTo("channel_not_found");
    assertThat(methods.chatPostMessage(r -> r.channel(Fixture.GENERAL).text("x")).getError())
        .isEqualTo("not_in_channel");
    assertThat(methods.chatPostMessage(r -> r.channel(Fixture.DEALS)).getError())
        .isEqualTo("no_text");
    assertThat(methods.usersInfo(r -> r.user("U0NONE")).getError()).isEqualTo("user_not_found");
    assertThat(methods.usersLookupByEmail(r -> r.email("no@one.example")).getError())
        .isEqualTo("users_not_found");
    String human = fixture.slack.say(Fixture.ANNA, Fixture.DEALS, "hello", Optional.empty());
    assertThat(methods.chatUpdate(r -> r.channel(Fixture.DEALS).ts(human).text("x")).getError())
        .isEqualTo("cant_update_message");
    assertThat(
            methods
                .chatPostMessage(r -> r.channel(Fixture.DEALS).threadTs("1.000001").text("x"))
                .getError())
        .isEqualTo("cannot_reply_to_message");
    assertThat(client.methods("xoxb-wrong").authTest(r -> r).getError()).isEqualTo("invalid_auth");
    assertThat(fixture.anonymous("auth.test").text("error")).isEqualTo("not_authed");
    assertThat(fixture.call("no.such", Map.of()).text("error")).isEqualTo("unknown_method");
    assertThat(fixture.call("chat.update", Map.of("ts", "1")).text("error"))
        .isEqualTo("invalid_arguments");
    String own = methods.chatPostMessage(r -> r.channel(Fixture.DEALS).text("x")).getTs();
    assertThat(
            methods
                .chatUpdate(r -> r.channel(Fixture.DEALS).ts(own).text("x".repeat(4001)))
                .getError())
        .isEqualTo("msg_too_long");
  }

  @Test
  void wrong_blocks_are_named_by_their_place() throws Exception {
    var answer =
        methods.chatPostMessage(
            r -> r.channel(Fixture.DEALS).text("t").blocksAsString("[{\"type\":\"marquee\"}]"));
    assertThat(answer.getError()).isEqualTo("invalid_blocks");
    assertThat(answer.getResponseMetadata().getMessages())
        .containsExactly("[ERROR] unsupported type: marquee [json-pointer:/blocks/0/type]");
    assertThat(
            methods
                .chatPostMessage(r -> r.channel(Fixture.DEALS).blocksAsString("nonsense"))
                .getError())
        .isEqualTo("invalid_blocks_format");
    String section =
        "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"%s\"}}"
            .formatted("x".repeat(3000));
    assertThat(
            methods
                .chatPostMessage(r ->
                    r.channel(Fixture.DEALS)
                        .blocksAsString(
                            "["
                                + String.join(
                                    ",", List.of(section, section, section, section, section))
                                + "]"))
                .getError())
        .isEqualTo("msg_blocks_too_long");
  }

  @Test
  void a_missing_scope_is_named() throws Exception {
    fixture.close();
    use(new Fixture(o -> o.withScopes(Set.of("chat:write", "users:read"))));
    var answer = methods.conversationsOpen(r -> r.users(List.of(Fixture.ANNA)));
    assertThat(answer.getError()).isEqualTo("missing_scope");
    assertThat(answer.getNeeded()).isEqualTo("im:write");
    assertThat(answer.getProvided()).contains("chat:write");
    assertThat(methods.usersInfo(r -> r.user(Fixture.ANNA)).getUser().getProfile().getEmail())
        .isNull();
  }

  @Test
  void a_spent_budget_is_429_until_the_minute_is_over() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(fixture.raw("usergroups.list", Map.of()).statusCode()).isEqualTo(200);
    }
    var refused = fixture.raw("usergroups.list", Map.of());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    try {
      methods.usergroupsList(r -> r);
      throw new AssertionError("the client should have been refused");
    } catch (SlackApiException e) {
      assertThat(e.getResponse().code()).isEqualTo(429);
    }
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(methods.usergroupsList(r -> r).isOk()).isTrue();
  }

  @Test
  void people_groups_and_conversations_are_found() throws Exception {
    assertThat(methods.usersLookupByEmail(r -> r.email("anna@northwind.example")).getUser().getId())
        .isEqualTo(Fixture.ANNA);
    assertThat(methods.usersList(r -> r.limit(2)).getResponseMetadata().getNextCursor())
        .isNotEmpty();
    String cursor = methods.usersList(r -> r.limit(2)).getResponseMetadata().getNextCursor();
    assertThat(methods.usersList(r -> r.limit(2).cursor(cursor)).getMembers())
        .extracting(u -> u.isBot())
        .containsExactly(true);
    List<Usergroup> groups = methods.usergroupsList(r -> r.includeUsers(true)).getUsergroups();
    assertThat(groups).extracting(Usergroup::getHandle).containsExactly("ar-clerk", "sales-ops");
    assertThat(methods.usergroupsUsersList(r -> r.usergroup(groups.getFirst().getId())).getUsers())
        .containsExactly(Fixture.ANNA);
    String direct =
        methods.conversationsOpen(r -> r.users(List.of(Fixture.ANNA))).getChannel().getId();
    assertThat(direct).startsWith("D");
    assertThat(methods.conversationsInfo(r -> r.channel(direct)).getChannel().isIm()).isTrue();
    assertThat(
            methods
                .conversationsList(
                    r -> r.types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.IM)))
                .getChannels())
        .hasSize(4);
    assertThat(methods.conversationsMembers(r -> r.channel(direct)).getMembers())
        .containsExactly(Fixture.ANNA, "U0TIEOUT");
    assertThat(methods.chatPostMessage(r -> r.channel(Fixture.ANNA).text("hi")).getChannel())
        .isEqualTo(direct);
  }

  @Test
  void a_file_goes_up_in_three_steps() throws Exception {
    var uploaded =
        methods.filesUploadV2(r ->
            r.filename("proof.csv")
                .title("Proof")
                .content("a,b\n1,2\n")
                .channel(Fixture.DEALS)
                .initialComment("as asked"));
    assertThat(uploaded.isOk()).isTrue();
    Json.Obj message = fixture.slack.messages(Fixture.ANNA, Fixture.DEALS).getFirst();
    assertThat(message.text("text")).isEqualTo("as asked");
    assertThat(message.objects("files").getFirst().text("title")).isEqualTo("Proof");
    assertThat(message.objects("files").getFirst().integer("size"))
        .isEqualTo("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void streams_and_statuses_are_kept_for_the_reader() throws Exception {
    String dm = fixture.slack.openDirectMessage(Fixture.ANNA);
    String root = fixture.slack.say(Fixture.ANNA, dm, "what is overdue?", Optional.empty());
    assertThat(
            methods
                .assistantThreadsSetStatus(
                    r -> r.channelId(dm).threadTs(root).status("is looking…"))
                .isOk())
        .isTrue();
    assertThat(
            fixture
                .call(
                    "agents.sessions.setStatus",
                    Map.of("channel_id", dm, "thread_ts", root, "status", "processing"))
                .has("warning"))
        .isFalse();
    Json.Obj started = fixture.call("chat.startStream", Map.of("channel", dm, "thread_ts", root));
    String ts = started.text("ts");
    assertThat(
            fixture
                .call(
                    "chat.appendStream",
                    Map.of("channel", dm, "ts", ts, "markdown_text", "Three invoices"))
                .flag("ok"))
        .isTrue();
    assertThat(fixture.call("chat.stopStream", Map.of("channel", dm, "ts", ts)).flag("ok"))
        .isTrue();
    assertThat(
            fixture
                .call("chat.appendStream", Map.of("channel", dm, "ts", ts, "markdown_text", "more"))
                .text("error"))
        .isEqualTo("message_not_in_streaming_state");
    Json.Obj thread = fixture.slack.messages(Fixture.ANNA, dm).getFirst();
    assertThat(thread.obj("session").text("note")).isEqualTo("is looking…");
    assertThat(thread.obj("session").text("status")).isEqualTo("processing");
    assertThat(thread.objects("replies").getFirst().text("text")).isEqualTo("Three invoices");
  }

  @Test
  void prompts_with_a_thread_are_silently_lost() throws Exception {
    String dm = fixture.slack.openDirectMessage(Fixture.ANNA);
    String root = fixture.slack.say(Fixture.ANNA, dm, "hi", Optional.empty());
    String prompts = "[{\"title\":\"Overdue\",\"message\":\"What is overdue?\"}]";
    assertThat(
            fixture
                .call(
                    "assistant.threads.setSuggestedPrompts",
                    Map.of("channel_id", dm, "thread_ts", root, "prompts", prompts))
                .flag("ok"))
        .isTrue();
    assertThat(fixture.slack.prompts(dm)).isEmpty();
    fixture.call(
        "assistant.threads.setSuggestedPrompts", Map.of("channel_id", dm, "prompts", prompts));
    assertThat(fixture.slack.prompts(dm)).hasSize(1);
  }

  @Test
  void a_view_opens_with_a_fresh_trigger_only() throws Exception {
    String view =
        """
        {"type":"modal","title":{"type":"plain_text","text":"Reject"},
         "blocks":[{"type":"divider"}]}
        """;
    try (FakeApp app = new FakeApp(fixture)) {
      app.reply.set(_ -> HttpAnswer.empty(200));
      fixture.slack.command(Fixture.ANNA, Fixture.DEALS, "/tieout", "help");
      String trigger = app.next().form().getOrDefault("trigger_id", List.of("")).getFirst();
      assertThat(methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)).getView().getId())
          .startsWith("V");
      assertThat(fixture.slack.openViews(Fixture.ANNA)).hasSize(1);
      assertThat(methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)).getError())
          .isEqualTo("exchanged_trigger_id");
      fixture.slack.command(Fixture.ANNA, Fixture.DEALS, "/tieout", "help");
      String late = app.next().form().getOrDefault("trigger_id", List.of("")).getFirst();
      fixture.clock.advance(Duration.ofSeconds(4));
      assertThat(methods.viewsOpen(r -> r.triggerId(late).viewAsString(view)).getError())
          .isEqualTo("expired_trigger_id");
      assertThat(methods.viewsOpen(r -> r.triggerId("1.2.3").viewAsString(view)).getError())
          .isEqualTo("invalid_trigger_id");
    }
  }

  @Test
  void a_home_is_published_and_guarded_by_its_hash() throws Exception {
    String view = "{\"type\":\"home\",\"blocks\":[{\"type\":\"divider\"}]}";
    var published = methods.viewsPublish(r -> r.userId(Fixture.ANNA).viewAsString(view));
    assertThat(published.getError()).isNull();
    assertThat(fixture.slack.home(Fixture.ANNA)).isPresent();
    String hash = published.getView().getHash();
    assertThat(
            methods.viewsPublish(r -> r.userId(Fixture.ANNA).viewAsString(view).hash(hash)).isOk())
        .isTrue();
    assertThat(
            methods
                .viewsPublish(r -> r.userId(Fixture.ANNA).viewAsString(view).hash(hash))
                .getError())
        .isEqualTo("hash_conflict");
    assertThat(fixture.slack.requestLog())
        .extracting(SlackStandIn.Request::outcome)
        .containsExactly("ok", "ok", "hash_conflict");
  }
}
