package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.tieout.door.assistant.ConnectionFacts.ConnectionFact;
import io.tieout.door.assistant.HaltFacts.HaltFact;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssistantTest {
  private static final Directory PEOPLE =
      new Directory(
          List.of(
              new Member("U0SAM", "Sam", Optional.empty(), Set.of(Role.SALES_OPS)),
              new Member("U0AUD", "Audrey", Optional.empty(), Set.of(new Role("auditor")))));
  private static final AssistantDoor.When WHEN =
      new AssistantDoor.When(() -> TinyCompany.AS_OF, ZoneId.of("America/New_York"));
  private final List<String> proposed = new ArrayList<>();
  private List<ConnectionFact> connections = List.of();
  private List<HaltFact> halts = List.of();
  private final Toolbox toolbox =
      AssistantDoor.toolbox(
          new AssistantDoor.Ports(
              new TinyCompany(),
              this::propose,
              () -> connections,
              () -> halts,
              name -> List.of("why " + name)),
          WHEN);

  @Test
  void the_acme_question_is_answered_with_number_amount_state_and_source() {
    Answer answer = ask("where does the acme invoice stand?");
    assertThat(text(answer))
        .isEqualTo(
            "Invoice **1042** to Acme Corporation over USD 1,200.00 is unpaid and 4 days overdue"
                + " (issued 2026-11-01, due 2026-11-16). It bills the deal **Acme – Platform renewal"
                + " 2027**.");
    assertThat(answer.sources())
        .contains(
            "QuickBooks invoice 1042, as of Nov 20, 09:30 EST",
            "Salesforce deal “Acme – Platform renewal 2027”, as of Nov 20, 09:30 EST");
    assertThat(answer.footer()).hasValueSatisfying(f -> assertThat(f).contains("offline planner"));
  }

  @Test
  void an_invoice_still_waiting_is_told_with_whom_it_waits_for() {
    assertThat(text(ask("status of the Initech invoice")))
        .contains("waiting for approval: Caro may approve it")
        .contains("Proposal P-1");
  }

  @Test
  void several_matches_are_asked_back() {
    Answer answer = ask("where does the globex invoice stand");
    assertThat(answer.parts())
        .filteredOn(Part.Choices.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Part.Choices(
                "Which one do you mean?", List.of("Globex expansion", "Globex pilot")));
  }

  @Test
  void payments_and_balances_come_with_their_rows() {
    Answer paid = ask("has Acme paid?");
    assertThat(text(paid)).contains("has paid 1 time(s)").contains("owes USD 1,200.00");
    assertThat(paid.parts())
        .filteredOn(Part.Table.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Part.Table(
                List.of("Date", "Amount", "Reference", "For invoices"),
                List.of(List.of("2026-09-20", "USD 800.00", "wire 7", "1017 (USD 800.00)"))));
    assertThat(text(ask("how much does acme owe")))
        .isEqualTo("**Acme Corporation** owes USD 1,200.00, of which USD 1,200.00 is overdue.");
  }

  @Test
  void what_waits_is_listed_with_amount_and_people() {
    assertThat(ask("what is waiting for approval?").parts())
        .filteredOn(Part.Table.class::isInstance)
        .singleElement()
        .satisfies(
            t -> assertThat(((Part.Table) t).rows().getFirst()).contains("USD 5,000.00", "Caro"));
  }

  @Test
  void halted_writes_are_told_with_who_halted_them_since_when_and_why() {
    halts =
        List.of(
            new HaltFact(
                "Writes to QuickBooks", TinyCompany.AS_OF, "Caro", "the books are closed"));
    String told =
        "**Writes to QuickBooks** are halted since Nov 20, 09:30 EST by Caro: the books are closed.";
    assertThat(text(ask("is anything halted?"))).startsWith(told);

    connections = List.of(new ConnectionFact("Salesforce", Optional.empty(), Optional.empty()));
    assertThat(text(ask("which connections are up?"))).isEqualTo(told + " All connections are up.");
  }

  @Test
  void connections_are_told_with_what_is_left_and_until_when_they_are_paused() {
    connections =
        List.of(
            new ConnectionFact("QuickBooks (book main)", Optional.empty(), Optional.empty()),
            new ConnectionFact(
                "Salesforce",
                Optional.empty(),
                Optional.of(new ConnectionFacts.Left(82_000, 100_000))));
    assertThat(text(ask("which connections are up?"))).isEqualTo("All connections are up.");

    connections =
        List.of(
            connections.getLast(),
            new ConnectionFact(
                "Xero (book uk)",
                Optional.of(TinyCompany.AS_OF.plusSeconds(2_100)),
                Optional.of(new ConnectionFacts.Left(0, 5_000))));
    Answer answer = ask("is Xero paused?");
    assertThat(text(answer)).isEqualTo("**Xero (book uk)** is paused until Nov 20, 10:05 EST.");
    assertThat(answer.parts())
        .filteredOn(Part.Table.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Part.Table(
                List.of("Connection", "State", "Calls left today"),
                List.of(
                    List.of("Salesforce", "up", "82,000 of 100,000"),
                    List.of("Xero (book uk)", "paused until Nov 20, 10:05 EST", "0 of 5,000"))));
  }

  @Test
  void why_something_was_asked_is_told_by_whatever_it_was_named() {
    assertThat(text(ask("why was invoice 1001 asked?"))).contains("why 1001");
    assertThat(text(ask("why did this need the CFO?"))).contains("Which one do you mean?");
  }

  @Test
  void a_proposal_is_filed_in_the_asker_s_name() {
    ask("propose an invoice for initech");
    assertThat(proposed).containsExactly("006D by assistant:U0SAM");
  }

  @Test
  void who_may_not_propose_files_nothing() {
    Answer answer =
        assistant(Model.offline()).answer(turn("U0AUD", "propose an invoice for initech"));
    assertThat(text(answer)).contains("not something your role may do");
    assertThat(proposed).isEmpty();
  }

  @Test
  void a_stranger_is_shown_nothing() {
    Answer answer = assistant(Model.offline()).answer(turn("U0WHO", "what does acme owe?"));
    assertThat(text(answer)).contains("I do not know you yet").doesNotContain("1,200");
  }

  @Test
  void a_model_s_bad_calls_are_each_answered_and_run_nothing() {
    Script model =
        new Script(
            calls(
                call("1", "delete_everything", "{}"),
                call("2", "find_deal", "{\"words\":"),
                call("3", "find_deal", "{\"words\":\"acme\",\"limit\":5}"),
                call("4", "find_deal", "{}")),
            AiMessage.from("done"));
    assistant(new Model(model, "s", "f")).answer(turn("U0SAM", "hm"));
    assertThat(model.results())
        .hasSize(4)
        .allSatisfy(result -> assertThat(result).contains("\"error\""));
  }

  @Test
  void the_same_call_twice_runs_once() {
    Script model =
        new Script(
            calls(
                call("1", "propose_invoice", "{\"words\":\"initech\"}"),
                call("1", "propose_invoice", "{ \"words\" : \"initech\" }")),
            AiMessage.from("done"));
    assistant(new Model(model, "s", "f")).answer(turn("U0SAM", "hm"));
    assertThat(proposed).hasSize(1);
    assertThat(model.results()).hasSize(2);
  }

  @Test
  void a_model_that_never_stops_is_stopped() {
    ChatModel stubborn =
        new ChatModel() {
          private int round;

          @Override
          public ChatResponse doChat(ChatRequest request) {
            round++;
            return ChatResponse.builder()
                .aiMessage(calls(call("c" + round, "find_deal", "{\"words\":\"acme\"}")))
                .build();
          }
        };
    assertThat(text(assistant(new Model(stubborn, "s", "f")).answer(turn("U0SAM", "hm"))))
        .contains("I stopped after several look-ups");
  }

  @Test
  void a_model_that_breaks_is_told_kindly_and_changes_nothing() {
    ChatModel broken =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            throw new IllegalStateException("503 from api.example with key sk-secret");
          }
        };
    assertThat(text(assistant(new Model(broken, "s", "f")).answer(turn("U0SAM", "hm"))))
        .contains("nothing was changed")
        .doesNotContain("sk-secret");
  }

  @Test
  void what_was_filed_before_a_model_broke_is_shown() {
    Script speechless = new Script(calls(call("1", "propose_invoice", "{\"words\":\"initech\"}")));
    Answer answer =
        assistant(new Model(speechless, "s", "f")).answer(turn("U0SAM", "bill initech"));
    assertThat(proposed).hasSize(1);
    assertThat(text(answer)).contains("I could not finish", "Nothing was written", "Filed as P-2");
  }

  @Test
  void every_tool_file_is_bound_to_code_and_says_who_owns_it() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("tools"))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(toolbox.names());
    }
    for (String name : toolbox.names()) {
      ToolFile file = toolbox.named(name).orElseThrow().file();
      assertThat(file.name()).isEqualTo(name);
      assertThat(file.owner()).isNotBlank();
      assertThat(file.roles()).isNotEmpty();
    }
  }

  private Answer ask(String text) {
    return assistant(Model.offline()).answer(turn("U0SAM", text));
  }

  private Assistant assistant(Model model) {
    return new Assistant(model, toolbox, () -> PEOPLE, WHEN.clock(), _ -> List.of());
  }

  private ProposalDesk.Filed propose(String dealId, Actor actor) {
    proposed.add(dealId + " by " + actor.reference());
    return new ProposalDesk.Filed("Filed as P-2; Caro is asked.", Optional.of("P-2"));
  }

  private static Turn turn(String person, String text) {
    return new Turn(person, text, List.of());
  }

  private static String text(Answer answer) {
    return ((Part.Paragraph) answer.parts().getFirst()).text();
  }

  private static AiMessage calls(ToolExecutionRequest... calls) {
    return AiMessage.from(calls);
  }

  private static ToolExecutionRequest call(String id, String name, String arguments) {
    return ToolExecutionRequest.builder().id(id).name(name).arguments(arguments).build();
  }

  /// A model that says what it was told to, and keeps what it was given.
  private static final class Script implements ChatModel {
    private final Deque<AiMessage> lines;
    private final List<String> results = new ArrayList<>();

    Script(AiMessage... lines) {
      this.lines = new ArrayDeque<>(Arrays.asList(lines));
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
      request.messages().stream()
          .filter(ToolExecutionResultMessage.class::isInstance)
          .forEach(m -> results.add(((ToolExecutionResultMessage) m).text()));
      return ChatResponse.builder().aiMessage(lines.pop()).build();
    }

    List<String> results() {
      return results;
    }
  }
}
