package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The assistant over a model reached by HTTP, as any OpenAI-compatible server is.
class OpenAiEndpointTest {
  private static final String KEY = "sk-not-to-be-seen";
  private final Deque<HttpAnswer> answers = new ArrayDeque<>();
  private final List<HttpCall> calls = new ArrayList<>();
  private final LoopbackServer server =
      LoopbackServer.start("model", 0, this::answer, new Weather(), () -> HttpAnswer.empty(429));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_tool_the_model_picks_is_run_and_its_words_are_sent_with_our_table() {
    answers.add(
        said(
            Json.object()
                .put("role", "assistant")
                .put(
                    "tool_calls",
                    List.of(
                        Json.object()
                            .put("id", "call_1")
                            .put("type", "function")
                            .put(
                                "function",
                                Json.object()
                                    .put("name", "payment_lookup")
                                    .put("arguments", "{\"words\":\"acme\"}"))
                            .build()))
                .build()));
    answers.add(
        said(
            Json.object()
                .put("role", "assistant")
                .put("content", "Acme paid USD 800.00 in September.")
                .build()));
    Answer answer = ask("did acme pay?");
    assertThat(answer.parts().getFirst())
        .isEqualTo(new Part.Paragraph("Acme paid USD 800.00 in September."));
    assertThat(answer.parts()).filteredOn(Part.Table.class::isInstance).hasSize(1);
    assertThat(answer.footer()).hasValueSatisfying(f -> assertThat(f).contains("test-model"));
    Json.Obj first = Json.parseObj(calls.getFirst().text());
    assertThat(first.text("model")).isEqualTo("test-model");
    assertThat(first.objects("tools"))
        .extracting(t -> t.obj("function").text("name"))
        .contains("payment_lookup", "propose_invoice");
    assertThat(first.objects("messages").getFirst().text("content")).startsWith("You are Tieout");
    assertThat(calls.getLast().text()).contains("wire 7").contains("tool_call_id");
    assertThat(calls.getFirst().header("authorization")).contains("Bearer " + KEY);
  }

  @Test
  void a_server_that_fails_costs_a_kind_answer_and_no_secret() {
    answers.add(HttpAnswer.of(401, "application/json", "{\"error\":{\"message\":\"bad key\"}}"));
    Answer answer = ask("did acme pay?");
    assertThat(answer.parts().getFirst().toString())
        .contains("nothing was changed")
        .doesNotContain(KEY);
  }

  @Test
  void the_settings_do_not_print_the_key() {
    assertThat(settings().toString()).doesNotContain(KEY);
  }

  private Answer ask(String text) {
    Directory people =
        new Directory(
            List.of(new Member("U0SAM", "Sam", Optional.empty(), Set.of(Role.SALES_OPS))));
    Assistant assistant =
        AssistantDoor.open(
            Optional.of(settings()),
            new AssistantDoor.Ports(
                new TinyCompany(), (_, _) -> new ProposalDesk.Filed("Filed.", Optional.empty())),
            () -> people,
            new AssistantDoor.When(() -> TinyCompany.AS_OF, ZoneId.of("UTC")));
    return assistant.answer(new Turn("U0SAM", text, List.of()));
  }

  private ModelSettings settings() {
    return new ModelSettings(URI.create(server.base() + "/v1"), new Secret(KEY), "test-model");
  }

  private HttpAnswer answer(HttpCall call) {
    calls.add(call);
    return answers.isEmpty() ? HttpAnswer.empty(500) : answers.pop();
  }

  private static HttpAnswer said(Json.Obj message) {
    return HttpAnswer.json(
        200,
        Json.object()
            .put("id", "c1")
            .put("object", "chat.completion")
            .put("created", 1)
            .put("model", "test-model")
            .put(
                "choices",
                List.of(
                    Json.object()
                        .put("index", 0)
                        .put("message", message)
                        .put("finish_reason", "stop")
                        .build()))
            .build());
  }
}
