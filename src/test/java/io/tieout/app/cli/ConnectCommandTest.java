package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `connect` and `check` as a shell runs them, beside a running `serve`.
class ConnectCommandTest {
  private static final String OLD = key('o');
  private static final String NEW = key('n');

  private final Vendors vendors = Vendors.start(1, 17, InstantSource.system());
  private final DatabaseAddress database = TestDatabase.freshAddress();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void an_administrator_connects_beside_a_running_tieout_and_the_key_is_exchanged()
      throws IOException, InterruptedException {
    Served served = served();
    try (Child serve = child(served, OLD, "serve")) {
      serve.line("Tieout listens on ");
      consent(served);
      try (Child check = child(served, OLD, "check")) {
        assertThat(check.line("answers")).contains("ok").contains("/healthz");
        assertThat(check.line("quickbooks/main")).isNotEmpty();
        assertThat(check.line("connection")).contains("ok");
        assertThat(check.line("closing date")).contains("ok");
        assertThat(check.line(" to look at, ")).contains("0 to change.");
        assertThat(check.code(Child.PATIENCE)).as(check.log()).isZero();
      }
    }
    try (Child rotate = child(served, NEW + "," + OLD, "connect", "--rotate-key")) {
      assertThat(rotate.line("sealed anew: quickbooks/main")).isNotEmpty();
      assertThat(rotate.line("older keys can be dropped")).contains("credentials are sealed with");
      assertThat(rotate.code(Child.PATIENCE)).isZero();
    }
    try (Child dropped = child(served, NEW, "check", "--offline", "--json")) {
      assertThat(dropped.code(Child.PATIENCE)).as(dropped.log()).isZero();
    }
    try (Child old = child(served, OLD, "check", "--offline")) {
      assertThat(old.line("vault key")).contains("FAILED").contains("which is not at hand");
      assertThat(old.code(Child.PATIENCE)).isEqualTo(Exit.DOES_NOT_HOLD);
    }
  }

  @Test
  void one_setting_at_a_time_is_found_wrong() throws IOException {
    Served served = served();
    vendors.quickbooks().change(s -> s.withCustomNumbers(true));
    Files.writeString(
        served.file(),
        Files.readString(served.file())
            .replaceFirst(", public_url: [^}]*", "")
            .replaceFirst("realm_id:", "prices: with_tax\n    realm_id:"));
    Map<String, String> wrong = new HashMap<>(served.environment());
    wrong.put("SLACK_BOT_TOKEN", "xoxb-wrong");
    try (Child check = child(new Served(served.file(), wrong), OLD, "check")) {
      assertThat(check.line("web.public_url")).contains("warning").contains("is not set");
      assertThat(check.line("invoice numbers")).contains("warning").contains("Custom transaction");
      assertThat(check.line("prices")).contains("FAILED").contains("Write prices: before_tax");
      assertThat(check.line("bot token")).contains("FAILED").contains("invalid_auth");
      assertThat(check.line(" to look at, ")).contains("2 to change.");
      assertThat(check.code(Child.PATIENCE)).isEqualTo(Exit.DOES_NOT_HOLD);
    }
    try (Child connect = child(served, OLD, "connect")) {
      assertThat(connect.line("web.public_url")).contains("https://tieout.example.com");
      assertThat(connect.code(Child.PATIENCE)).isEqualTo(Exit.CONFIGURATION);
    }
    try (Child unknown = child(served, OLD, "connect", "sap")) {
      assertThat(unknown.code(Child.PATIENCE)).isEqualTo(Exit.USAGE);
      assertThat(unknown.log()).contains("there are [quickbooks]");
    }
  }

  private void consent(Served served) throws IOException, InterruptedException {
    try (Child connect = child(served, OLD, "connect", "quickbooks");
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(connect.line("stands")).contains("connected");
      assertThat(connect.line("enter")).contains("/connect/callback/quickbooks");
      assertThat(connect.line("scopes")).contains("com.intuit.quickbooks.accounting");
      URI link = URI.create(connect.line("/connect?token=").strip());
      assertThat(connect.code(Child.PATIENCE)).isZero();
      HttpResponse<String> entered = get(client, link, "");
      String cookie = entered.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
      HttpResponse<String> begun = get(client, link.resolve("/connect/quickbooks/main"), cookie);
      HttpResponse<String> consented =
          client.send(
              HttpRequest.newBuilder(location(begun))
                  .POST(HttpRequest.BodyPublishers.ofString("decision=allow"))
                  .build(),
              BodyHandlers.ofString());
      HttpResponse<String> back = get(client, location(consented), cookie);
      assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
    }
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("location").orElseThrow());
  }

  private static HttpResponse<String> get(HttpClient client, URI address, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return client.send(
        cookie.isEmpty() ? request.build() : request.header("Cookie", cookie).build(),
        BodyHandlers.ofString());
  }

  private Served served() throws IOException {
    Json.Obj quickbooks = vendors.quickbooks().info();
    Served served =
        Served.write(folder, vendors, vendors.quickbooks().base(), Optional.of(database));
    int port = freePort();
    Files.writeString(
        served.file(),
        Files.readString(served.file())
            .replace(
                "web: {port: 0}",
                "web: {port: %d, public_url: \"http://127.0.0.1:%d\"}".formatted(port, port))
            .replace(
                "    token_url:",
                "    authorize_url: " + quickbooks.text("consentUrl") + "\n    token_url:"));
    return served;
  }

  private Child child(Served served, String keys, String... command) {
    Map<String, String> environment = new HashMap<>(served.environment());
    environment.put("TIEOUT_VAULT_KEY", keys);
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = "--config";
    all[command.length + 1] = served.file().toString();
    return Child.start(folder, environment, all);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String key(char filler) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(filler).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
