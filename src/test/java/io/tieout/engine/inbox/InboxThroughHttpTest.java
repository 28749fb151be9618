package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.web.Route;
import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a sender sees of the inbox: an answer once its own signal is committed, or word to come
/// again. A transaction of the test's own holds the key `held`, so that a commit waits for it.
class InboxThroughHttpTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Database database;
  private Inbox inbox;
  private WebDoor door;
  private URI address;
  private HeldKey held;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox =
        new Inbox(database, new SettableClock(), new GroupCommit.Limits(10, 2, HeldKey.PATIENCE));
    SignedIntake intake =
        new SignedIntake(
            "test", call -> new Verdict.Genuine(signals(call.text()), WebAnswer.empty(200)), inbox);
    door = WebDoor.open("127.0.0.1", 0, List.of(Route.post("/hook", intake)));
    address = door.base().resolve("/hook");
    held = new HeldKey(database, inbox, signals("held").getFirst());
  }

  @AfterEach
  void close() {
    held.close();
    client.shutdownNow();
    threads.close();
    door.close();
    database.close();
  }

  @Test
  void nothing_is_answered_before_it_is_committed() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("held");
    HeldKey.until(() -> HeldKey.isMet(database));
    CompletableFuture<HttpResponse<String>> second = send("behind");
    HeldKey.until(() -> inbox.queued() == 1);

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(stored()).isZero();
    held.release();
    assertThat(first.get().statusCode()).isEqualTo(200);
    assertThat(second.get().statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(2);
    assertThat(count("select count(*) as n from audit_entry")).isZero();
  }

  @Test
  void who_comes_when_too_many_wait_is_told_when_to_come_again() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("held");
    HeldKey.until(() -> HeldKey.isMet(database));
    CompletableFuture<HttpResponse<String>> second = send("a,b");
    HeldKey.until(() -> inbox.queued() == 2);

    HttpResponse<String> third = send("c").get();
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(third.headers().firstValueAsLong("Retry-After")).hasValue(2);
    assertThat(third.body()).contains("tell it again").doesNotContain("Exception");
    held.release();
    assertThat(first.get().statusCode()).isEqualTo(200);
    assertThat(second.get().statusCode()).isEqualTo(200);
    assertThat(send("c").get().statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void closing_the_door_lets_those_inside_be_stored_and_answered() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("held");
    HeldKey.until(() -> HeldKey.isMet(database));
    CompletableFuture<HttpResponse<String>> second = send("behind");
    HeldKey.until(() -> inbox.queued() == 1);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(door::close, threads);
    HeldKey.until(this::isClosed);
    assertThat(closing).isNotDone();
    held.release();
    assertThat(first.get().statusCode()).isEqualTo(200);
    assertThat(second.get().statusCode()).isEqualTo(200);
    closing.get();
    assertThat(stored()).isEqualTo(2);
  }

  private CompletableFuture<HttpResponse<String>> send(String keys) {
    return send(keys, HeldKey.PATIENCE);
  }

  private CompletableFuture<HttpResponse<String>> send(String keys, Duration patience) {
    return client.sendAsync(
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(keys))
            .build(),
        BodyHandlers.ofString());
  }

  /// A connection that is taken in the very moment of closing is never answered.
  private boolean isClosed() {
    return send("", Duration.ofSeconds(1))
        .handle((answer, failure) -> failure != null || answer.statusCode() == 503)
        .join();
  }

  private static List<Signal> signals(String keys) {
    return Stream.of(keys.split(",", -1))
        .filter(key -> !key.isEmpty())
        .map(key -> new Signal("crm", key, "deal/" + key, "deal changed", Json.object().build()))
        .toList();
  }

  private long stored() {
    return count("select count(*) as n from signal");
  }

  private long count(String question) {
    return database.inTransaction(sql -> sql.ask(question).one(row -> row.number("n")));
  }
}
