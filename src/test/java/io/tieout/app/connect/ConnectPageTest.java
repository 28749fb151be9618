package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.xero.XeroAccess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who gets to see the pages, and what they hold.
class ConnectPageTest {
  private final ConnectStage stage = new ConnectStage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void nobody_gets_in_without_a_link() {
    stage.open(List.of(xero("uk")));
    for (String path :
        List.of(
            "/connect",
            "/connect?token=guessed",
            "/connect/xero/uk",
            "/connect/callback/xero?state=uk.x&code=y")) {
      HttpResponse<String> answer = stage.get(stage.url.resolve(path), "tieout_admin=guessed");
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("./tieout connect").doesNotContain("tenant-1");
    }
  }

  @Test
  void a_link_is_good_once_and_for_a_quarter_of_an_hour() {
    stage.open(List.of(xero("uk")));
    String link = "/connect?token=" + stage.tickets.link().reveal();
    HttpResponse<String> entered = stage.get(stage.url.resolve(link), "");
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(ConnectStage.location(entered)).hasToString("/connect");
    assertThat(entered.headers().firstValue("set-cookie").orElseThrow())
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/connect")
        .doesNotContain("Secure");
    assertThat(stage.get(stage.url.resolve(link), "").statusCode()).isEqualTo(403);

    String late = "/connect?token=" + stage.tickets.link().reveal();
    stage.clock.advance(Duration.ofMinutes(15));
    assertThat(stage.get(stage.url.resolve(late), "").statusCode()).isEqualTo(403);
  }

  @Test
  void whoever_opens_the_address_without_the_administrator_s_link_or_session_gets_nothing() {
    stage.open(List.of(xero("uk")));
    ConnectStage.Admin admin = stage.admin();
    URI vendorPage = admin.begin("xero/uk");
    String state = vendorPage.getRawQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2");

    // A colleague to whom the bare addresses were passed on, the answer's among them.
    for (String path :
        List.of(
            "/connect",
            "/connect/xero/uk",
            "/connect?connected=xero/uk",
            "/connect/callback/xero?state=%s&code=a-code".formatted(state))) {
      HttpResponse<String> answer = stage.get(stage.url.resolve(path), "");
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
      assertThat(answer.headers().firstValue("location")).isEmpty();
      assertThat(answer.body()).contains("This page needs a link").doesNotContain("tenant-1");
    }
    assertThat(admin.open("/connect").statusCode()).isEqualTo(200);
  }

  @Test
  void a_link_that_was_used_lets_nobody_else_in_and_keeps_the_first_session() {
    stage.open(List.of(xero("uk")));
    URI link = stage.url.resolve("/connect?token=" + stage.tickets.link().reveal());
    String cookie =
        stage.get(link, "").headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];

    HttpResponse<String> second = stage.get(link, "");

    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.body()).contains("good once, for fifteen minutes");
    assertThat(second.headers().firstValue("set-cookie")).isEmpty();
    assertThat(stage.get(stage.url.resolve("/connect"), cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void a_link_is_good_until_its_quarter_of_an_hour_is_over() {
    stage.open(List.of(xero("uk")));
    URI early = stage.url.resolve("/connect?token=" + stage.tickets.link().reveal());
    URI late = stage.url.resolve("/connect?token=" + stage.tickets.link().reveal());
    stage.clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(stage.get(early, "").statusCode()).isEqualTo(303);
    stage.clock.advance(Duration.ofSeconds(1));
    assertThat(stage.get(late, "").statusCode()).isEqualTo(403);
  }

  @Test
  void a_session_ends_after_an_hour() {
    stage.open(List.of(xero("uk")));
    ConnectStage.Admin admin = stage.admin();
    assertThat(admin.open("/connect").statusCode()).isEqualTo(200);
    stage.clock.advance(Duration.ofHours(1));
    assertThat(admin.open("/connect").statusCode()).isEqualTo(403);
  }

  @Test
  void what_lets_somebody_in_does_not_stand_in_the_database() {
    stage.open(List.of(xero("uk")));
    String link = stage.tickets.link().reveal();
    List<String> digests =
        stage.database.inTransaction(
            sql -> sql.ask("select digest from admin_ticket").list(row -> row.text("digest")));
    assertThat(digests).hasSize(1).doesNotContain(link);
    assertThat(
            stage.get(stage.url.resolve("/connect?token=" + digests.getFirst()), "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void the_page_runs_no_script_and_is_kept_nowhere() {
    stage.open(List.of(xero("uk")));
    HttpResponse<String> page = stage.admin().open("/connect");
    assertThat(page.body())
        .contains("lang=\"en\"")
        .doesNotContain("<script")
        .doesNotContain("style=");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    HttpResponse<String> style = stage.get(stage.url.resolve(ConnectPage.STYLE), "");
    assertThat(style.headers().firstValue("content-type").orElseThrow()).startsWith("text/css");
  }

  @Test
  void names_from_the_configuration_are_shown_as_text() {
    stage.open(List.of(xero("uk", "<b>tenant</b>")));
    assertThat(stage.admin().open("/connect").body())
        .contains("&lt;b&gt;tenant&lt;/b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void without_an_address_of_our_own_nothing_is_begun() {
    stage.open(List.of(xero("uk")), Optional.empty());
    ConnectStage.Admin admin = stage.admin();
    assertThat(admin.open("/connect").body()).contains("web.public_url");
    assertThat(admin.open("/connect/xero/uk").statusCode()).isEqualTo(409);
  }

  @Test
  void every_standing_is_drawn() {
    Instant day = Instant.parse("2026-11-20T12:00:00Z");
    ConnectPage page =
        new ConnectPage(
            ZoneId.of("UTC"),
            () ->
                List.of(
                    new ConnectPage.Row(xero("a"), new Standing.NotConnected()),
                    new ConnectPage.Row(
                        xero("b"), new Standing.Connected(Optional.of(day), Optional.empty())),
                    new ConnectPage.Row(xero("c"), new Standing.EndsSoon(Optional.of(day), day)),
                    new ConnectPage.Row(xero("d"), new Standing.ReconnectNeeded(day)),
                    new ConnectPage.Row(xero("e"), new Standing.Unreadable("key is missing")),
                    new ConnectPage.Row(
                        xero("f"),
                        new Standing.Withdrawn(
                            List.of(new AccountNaming.Account("tenant-9", "book 'f'")), day))),
            true);
    String text =
        new String(
            page.overview(200, Optional.empty(), Optional.of("Too bad & sad")).body(),
            StandardCharsets.UTF_8);
    assertThat(text)
        .contains("Not connected", "since 20 Nov 2026.", "Ends soon", "Reconnect needed")
        .contains("key is missing", "Too bad &amp; sad")
        .contains("Somebody has disconnected book &#39;f&#39; there");
  }

  static Connectable xero(String name) {
    return xero(name, "tenant-1");
  }

  private static Connectable xero(String name, String tenant) {
    return Connectables.xero(
        name,
        new OAuthApp(
            "Xero",
            "book '%s'".formatted(name),
            URI.create("https://identity.xero.com/connect/token"),
            "client",
            new Secret("secret"),
            OAuthApp.ClientAuth.BASIC,
            Map.of(),
            List.of(),
            Optional.of(Duration.ofDays(60)),
            "client_id and client_secret"),
        new Connectables.Pages(
            XeroAccess.AUTHORIZE, URI.create(XeroAccess.PRODUCTION + "/connections")),
        List.of(new AccountNaming.Account(tenant, "book '%s'".formatted(name))),
        new Secret(""));
  }
}
