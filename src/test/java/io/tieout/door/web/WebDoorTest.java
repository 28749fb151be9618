package io.tieout.door.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a sender meets at the door, however slowly or oddly it sends.
class WebDoorTest {
  private static final int MOST = 1_000;
  private static final String CLOSE = "Connection: close\r\n";

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final WebDoor door =
      WebDoor.open(
          "127.0.0.1",
          0,
          List.of(
              new Route("POST", "/echo", "/echo", MOST, WebDoorTest::echoed),
              Route.post("/waits", _ -> awaited()),
              Route.post("/broken", _ -> broken()),
              Route.get("/ok", call -> WebAnswer.text(200, "ok?" + call.query()))));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    mayAnswer.countDown();
    client.shutdownNow();
    door.close();
  }

  private static WebAnswer echoed(WebCall call) {
    return WebAnswer.text(200, call.header("X-Name").orElse("nobody") + " says " + call.text());
  }

  private WebAnswer awaited() {
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return WebAnswer.empty(200);
  }

  private static WebAnswer broken() {
    throw new IllegalStateException("with a secret in it");
  }

  @Test
  void a_body_is_read_whole_however_it_is_cut() throws Exception {
    assertThat(post("/echo", BodyPublishers.ofString("x".repeat(MOST))).body())
        .isEqualTo("Ann says " + "x".repeat(MOST));
    assertThat(post("/echo", inParts("y".repeat(MOST))).body())
        .isEqualTo("Ann says " + "y".repeat(MOST));
    assertThat(byHand("POST /echo", CLOSE + "Content-Length: 6", "\r\nabc", "def"))
        .contains("says abcdef");
    assertThat(
            byHand(
                "POST /echo",
                CLOSE + "Transfer-Encoding: chunked",
                "\r\n3\r\nabc\r\n",
                "0\r\n\r\n"))
        .contains("says abc");
  }

  /// Before the body comes where its length is told; else as soon as it is too long.
  @Test
  void what_is_longer_than_is_taken_is_refused_whether_it_says_so_or_not() throws Exception {
    String tooLong = "x".repeat(MOST + 1);
    String said = byHand("POST /echo", "Content-Length: " + tooLong.length(), "\r\n");
    String unsaid = paused(tooLong.length(), tooLong);
    String inOnePiece = paused(1_000_000, "x".repeat(3 * MOST));
    for (String answer : List.of(said, unsaid, inOnePiece)) {
      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains("Connection: close")
          .endsWith("the body is larger than the 1000 bytes taken here");
    }
  }

  /// Nothing comes after that, not even the chunk's end.
  private String paused(int chunk, String sent) throws Exception {
    return byHand(
        "POST /echo", "Transfer-Encoding: chunked", "\r\n%x\r\n%s".formatted(chunk, sent));
  }

  @Test
  void other_paths_and_methods_are_told_so() throws Exception {
    assertThat(post("/nowhere", BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    HttpResponse<String> answer = post("/ok", BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("use GET");
    assertThat(get("/ok?a=%20b").body()).isEqualTo("ok?a=%20b");
    assertThat(get("/ok").headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void a_handler_that_fails_is_answered_for_without_its_reason() throws Exception {
    HttpResponse<String> answer = post("/broken", BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo("the request could not be handled; it is safe to send it again");
  }

  @Test
  void many_that_wait_for_their_answers_hold_nobody_up() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 60)
            .mapToObj(_ ->
                client.sendAsync(
                    request("/waits", BodyPublishers.noBody()), BodyHandlers.ofString()))
            .toList();
    assertThat(get("/ok").statusCode()).isEqualTo(200);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    mayAnswer.countDown();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void who_goes_away_in_the_middle_of_a_body_leaves_the_door_as_it_was() throws Exception {
    try (Socket socket = new Socket(door.base().getHost(), door.base().getPort())) {
      say(socket, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    }
    assertThat(get("/ok").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(door.base().resolve(path)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
    return client.send(request(path, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, BodyPublisher body) {
    return HttpRequest.newBuilder(door.base().resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("x-name", "Ann")
        .POST(body)
        .build();
  }

  /// Without a length: in chunks.
  private static BodyPublisher inParts(String text) {
    return BodyPublishers.ofInputStream(
        () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The answer to a request whose parts are sent one by one, each once the one before has arrived.
  private String byHand(String line, String header, String... parts) throws Exception {
    try (Socket socket = new Socket(door.base().getHost(), door.base().getPort());
        InputStream in = socket.getInputStream()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      say(socket, line + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n");
      for (String part : parts) {
        assertThat(get("/ok").statusCode()).isEqualTo(200);
        say(socket, part);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void say(Socket socket, String words) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(words.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
