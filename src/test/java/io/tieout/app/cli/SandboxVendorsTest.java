package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sandbox --only-vendors`: what an outside client needs is in the file, and works.
class SandboxVendorsTest {
  @TempDir private Path folder;

  @Test
  void any_client_can_log_in_to_all_three_with_what_the_file_says() throws Exception {
    Path file = folder.resolve("info.json");
    Files.writeString(file, "older");
    try (Child child =
            Child.start(folder, Map.of(), "sandbox", "--only-vendors", "--info", file.toString());
        HttpClient client = HttpClient.newHttpClient()) {
      child.line("The stand-ins are up");

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Json.Obj info = Json.parseObj(Files.readString(file));
      salesforce(client, info.obj("salesforce"));
      quickbooks(client, info.obj("quickbooks"));
      slack(client, info.obj("slack"));

      child.terminate();
      assertThat(child.code(Duration.ofSeconds(5))).isIn(0, 130, 143);
    }
  }

  private static void salesforce(HttpClient client, Json.Obj info)
      throws IOException, InterruptedException {
    Json.Obj token =
        sent(
            client,
            HttpRequest.newBuilder(URI.create(info.text("base") + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        form(
                            Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                info.text("clientId"),
                                "client_secret",
                                info.text("clientSecret"))))));
    Json.Obj limits =
        sent(
            client,
            HttpRequest.newBuilder(
                    URI.create(token.text("instance_url") + "/services/data/v67.0/limits"))
                .header("Authorization", "Bearer " + token.text("access_token")));
    assertThat(limits.has("DailyApiRequests")).isTrue();
  }

  private static void quickbooks(HttpClient client, Json.Obj info)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (info.text("clientId") + ":" + info.text("clientSecret"))
                    .getBytes(StandardCharsets.UTF_8));
    Json.Obj token =
        sent(
            client,
            HttpRequest.newBuilder(URI.create(info.text("tokenUrl")))
                .header("Authorization", "Basic " + basic)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        form(
                            Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                info.text("refreshToken"))))));
    String realm = info.text("realmId");
    Json.Obj company =
        sent(
            client,
            HttpRequest.newBuilder(
                    URI.create(
                        "%s/v3/company/%s/companyinfo/%s?minorversion=75"
                            .formatted(info.text("base"), realm, realm)))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.text("access_token")));
    assertThat(company.has("CompanyInfo")).isTrue();
  }

  private static void slack(HttpClient client, Json.Obj info)
      throws IOException, InterruptedException {
    Json.Obj who =
        sent(
            client,
            HttpRequest.newBuilder(URI.create(info.text("api") + "auth.test"))
                .header("Authorization", "Bearer " + info.text("bot_token"))
                .POST(BodyPublishers.noBody()));
    assertThat(who.flag("ok")).isTrue();
    assertThat(info.text("signing_secret")).isNotBlank();
    assertThat(info.obj("channels").has("finance-approvals")).isTrue();
  }

  private static Json.Obj sent(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parseObj(answer.body());
  }

  private static String form(Map<String, String> fields) {
    StringBuilder out = new StringBuilder();
    fields.forEach((name, value) ->
        out.append(out.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return out.toString();
  }
}
