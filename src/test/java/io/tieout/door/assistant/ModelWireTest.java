package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What leaves for a model's server, with the people of the seeded company in everything that is
/// asked, was said, and is found.
class ModelWireTest {
  private static final Company COMPANY = SeededCompany.generate(7, 40, TinyCompany.AS_OF);
  private final Deque<Json.Obj> answers = new ArrayDeque<>();
  private final List<String> wire = new ArrayList<>();
  private final List<String> lookedUp = new ArrayList<>();
  private final LoopbackServer server =
      LoopbackServer.start("model", 0, this::answer, new Weather(), () -> HttpAnswer.empty(429));
  private Database database;

  @BeforeEach
  void copy_the_contacts() {
    database = TestDatabase.fresh();
    Mirror mirror = new Mirror();
    database.transact(sql ->
        contacts()
            .forEach(person ->
                mirror.put(
                    sql,
                    new MirrorRecord(
                        "salesforce",
                        "contact",
                        person.email(),
                        name(person),
                        Optional.empty(),
                        Json.object().put("name", name(person)).build(),
                        "1",
                        Instant.EPOCH,
                        false))));
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  @Test
  void no_personal_value_of_the_company_reaches_the_models_wire() {
    answers.add(calling("find_deal", "<person-1>"));
    answers.add(Json.object().put("role", "assistant").put("content", "It is <person-1>.").build());

    Answer answer = ask(everybody(), List.of(new Turn.Said(Turn.Who.ASSISTANT, everybody())));

    assertThat(wire).hasSize(2);
    assertThat(values()).hasSizeGreaterThan(100);
    for (String sent : wire) {
      String lower = sent.toLowerCase(Locale.ROOT);
      assertThat(values()).noneMatch(lower::contains);
    }
    assertThat(wire.getLast()).contains("<person-2>", "<email-2>", "<phone-2>", "tool_call_id");
    assertThat(lookedUp).containsExactly(name(contacts().getFirst()));
    assertThat(answer.parts().getFirst())
        .isEqualTo(new Part.Paragraph("It is " + name(contacts().getFirst()) + "."));
  }

  private Answer ask(String text, List<Turn.Said> before) {
    Assistant assistant =
        AssistantDoor.open(
            Optional.of(
                new ModelSettings(URI.create(server.base() + "/v1"), new Secret("none"), "m")),
            new AssistantDoor.Ports(
                new Crowded(), (_, _) -> new ProposalDesk.Filed("Filed.", Optional.empty())),
            () ->
                new Directory(
                    COMPANY.people().stream()
                        .map(e ->
                            new Member(e.slackId(), e.name(), Optional.of(e.email()), e.roles()))
                        .toList()),
            new AssistantDoor.When(() -> TinyCompany.AS_OF, ZoneId.of("UTC")));
    return assistant.answer(new Turn(COMPANY.people().getFirst().slackId(), text, before));
  }

  /// A company whose deals are named after people, with their addresses; who is a contact is looked
  /// up as ever.
  private final class Crowded extends TinyCompany {
    @Override
    public List<DealFact> deals(String words) {
      lookedUp.add(words);
      DealFact like = super.deals("acme").getFirst();
      return contacts().stream()
          .map(person ->
              new DealFact(
                  person.email(),
                  line(person),
                  "c/o " + name(person),
                  like.amount(),
                  like.stage(),
                  like.won(),
                  like.closeDate(),
                  like.url(),
                  like.system(),
                  1,
                  like.asOf()))
          .toList();
    }

    @Override
    public List<String> people(List<String> phrases) {
      return database.inTransaction(sql -> new Mirror().contactsNamed(sql, phrases));
    }
  }

  private static List<Company.Person> contacts() {
    return COMPANY.clients().stream().flatMap(client -> client.contacts().stream()).toList();
  }

  private static String name(Company.Person person) {
    return person.first() + " " + person.last();
  }

  private static String line(Company.Person person) {
    return "%s <%s>, %s".formatted(name(person), person.email(), person.phone());
  }

  /// Few enough at a time for one question.
  private static String everybody() {
    return contacts().stream().limit(20).map(ModelWireTest::line).collect(Collectors.joining("; "));
  }

  private static List<String> values() {
    return Stream.concat(
            contacts().stream().flatMap(p -> Stream.of(name(p), p.email(), p.phone())),
            COMPANY.people().stream().flatMap(e -> Stream.of(e.name(), e.email())))
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(value -> !value.isBlank())
        .distinct()
        .toList();
  }

  private HttpAnswer answer(HttpCall call) {
    wire.add(call.text());
    return HttpAnswer.json(
        200,
        Json.object()
            .put("id", "c1")
            .put("object", "chat.completion")
            .put("created", 1)
            .put("model", "m")
            .put(
                "choices",
                List.of(
                    Json.object()
                        .put("index", 0)
                        .put("message", answers.pop())
                        .put("finish_reason", "stop")
                        .build()))
            .build());
  }

  private static Json.Obj calling(String tool, String words) {
    return Json.object()
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
                            .put("name", tool)
                            .put("arguments", Json.object().put("words", words).build().print())
                            .build())
                    .build()))
        .build();
  }
}
