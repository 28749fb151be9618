package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.app.config.BookConfig;
import io.tieout.engine.finding.Finding;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.oauth.TokenVault.Grant;
import io.tieout.vendor.quickbooks.QuickBooksLedger;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Consent at the QuickBooks stand-in, from the link to a book that can be read.
class QuickBooksConsentTest {
  private static final String MAIN = "quickbooks/main";

  private final ConnectStage stage = new ConnectStage();
  private final QuickBooksStandIn standIn =
      QuickBooksStandIn.start(
          new QuickBooksStandIn.Options(
              0, SeededCompany.generate(7, 17, stage.clock.instant()), stage.clock, 7));

  @AfterEach
  void close() {
    stage.close();
    standIn.close();
  }

  @Test
  void a_company_is_connected_and_its_book_can_be_read() {
    ConnectStage.Admin admin = open().admin();
    assertThat(admin.open("/connect").body()).contains("Not connected").contains("Connect<");

    URI vendorPage = admin.begin(MAIN);
    assertThat(vendorPage.toString())
        .startsWith(standIn.base() + "/connect/oauth2?")
        .contains("state=main.")
        .contains("code_challenge_method=S256")
        .contains("redirect_uri=")
        .contains("scope=com.intuit.quickbooks.accounting")
        .doesNotContain(standIn.info().text("clientSecret"));
    HttpResponse<String> back = admin.comeBack(admin.consent(vendorPage));

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(admin.open(ConnectStage.location(back).toString()).body())
        .contains("QuickBooks, book &#39;main&#39; is connected.")
        .contains("since 2 Nov 2026; ends 10 Feb 2027 if unused");
    try (QuickBooksLedger ledger = ledger()) {
      assertThat(ledger.book().name()).isNotBlank();
    }
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void an_answer_is_good_once() {
    ConnectStage.Admin admin = open().admin();
    URI callback = admin.consent(admin.begin(MAIN));
    assertThat(admin.comeBack(callback).statusCode()).isEqualTo(303);
    Grant kept = grant().orElseThrow();

    HttpResponse<String> again = admin.comeBack(callback);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("used already");
    assertThat(grant()).contains(kept);
  }

  @Test
  void a_code_is_good_once_even_with_a_new_state() {
    ConnectStage.Admin admin = open().admin();
    URI old = admin.consent(admin.begin(MAIN));
    admin.comeBack(old);
    URI fresh = admin.consent(admin.begin(MAIN));

    HttpResponse<String> answer = admin.comeBack(with(fresh, "code", value(old, "code")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("did not take the code");
  }

  @Test
  void another_company_is_not_connected() {
    ConnectStage.Admin admin = open().admin();
    URI callback = admin.consent(admin.begin(MAIN));

    HttpResponse<String> answer = admin.comeBack(with(callback, "realmId", "4711"));

    assertThat(answer.body())
        .contains(
            "account 4711 consented, but " + standIn.info().text("realmId") + " is configured")
        .contains("quickbooks[].realm_id");
    assertThat(grant()).isEmpty();
  }

  @Test
  void a_company_s_name_that_the_browser_made_up_is_found_out() {
    stage.open(List.of(connectable("4711", "")));
    ConnectStage.Admin admin = stage.admin();
    URI callback = admin.consent(admin.begin(MAIN));

    HttpResponse<String> answer = admin.comeBack(with(callback, "realmId", "4711"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("does not let the new token read account 4711");
    assertThat(grant()).isEmpty();
  }

  @Test
  void a_consent_ends_after_ten_minutes() {
    ConnectStage.Admin admin = open().admin();
    URI callback = admin.consent(admin.begin(MAIN));
    stage.clock.advance(Duration.ofMinutes(10));

    assertThat(admin.comeBack(callback).body()).contains("more than ten minutes ago");
    assertThat(grant()).isEmpty();
  }

  @Test
  void another_browser_cannot_end_a_consent_and_a_newer_one_replaces_it() {
    ConnectStage.Admin admin = open().admin();
    URI first = admin.consent(admin.begin(MAIN));
    URI second = admin.consent(admin.begin(MAIN));

    assertThat(admin.comeBack(first).body()).contains("a newer consent was begun");
    assertThat(stage.admin().comeBack(second).body()).contains("another browser");
    assertThat(grant()).isEmpty();
  }

  @Test
  void a_lost_exchange_keeps_nothing_and_a_new_consent_helps() {
    ConnectStage.Admin admin = open().admin();
    standIn.weather().arm(Mishap.ANSWER_LOST, 1, call -> call.path().endsWith("/bearer"));

    HttpResponse<String> lost = admin.connect(MAIN);

    assertThat(lost.statusCode()).isEqualTo(400);
    assertThat(lost.body()).contains("was lost, so nothing is connected");
    assertThat(grant()).isEmpty();
    assertThat(admin.connect(MAIN).statusCode()).isEqualTo(303);
  }

  @Test
  void a_refusal_at_the_vendor_is_told() {
    ConnectStage.Admin admin = open().admin();
    String state = value(admin.begin(MAIN), "state");

    HttpResponse<String> answer =
        admin.open("/connect/callback/quickbooks?error=access_denied&state=" + state);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("QuickBooks says access_denied");
  }

  @Test
  void a_connection_that_ends_soon_is_told_once_and_resolved_when_it_is_made_anew() {
    ConnectStage.Admin admin = open().admin();
    admin.connect(MAIN);
    stage.watch();
    assertThat(stage.open()).isEmpty();

    stage.clock.advance(Duration.ofDays(87));
    stage.watch();
    stage.watch();

    assertThat(stage.open()).singleElement().satisfies(this::isToldToTheAdministrator);
    assertThat(stage.toldDirectly()).isEqualTo(1);
    ConnectStage.Admin later = stage.admin();
    assertThat(later.open("/connect").body()).contains("Ends soon");
    later.connect(MAIN);
    assertThat(stage.open()).isEmpty();
  }

  @Test
  void a_refused_connection_shows_it_and_is_told() {
    stage.open(List.of(connectable(realm(), "RT1-never-given")));
    try (QuickBooksLedger ledger = ledger("RT1-never-given")) {
      assertThatThrownBy(ledger::book)
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("reconnect needed");
    }
    ConnectStage.Admin admin = stage.admin();
    assertThat(admin.open("/connect").body()).contains("Reconnect needed");
    stage.watch();
    assertThat(stage.open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("no longer accepts"));

    admin.connect(MAIN);

    assertThat(admin.open("/connect").body()).contains("Connected").doesNotContain("needed");
    assertThat(stage.open()).isEmpty();
  }

  private void isToldToTheAdministrator(Finding finding) {
    assertThat(finding.draft().title()).contains("Reconnect needed").contains("QuickBooks");
    assertThat(finding.draft().text())
        .contains("ends the connection on 2027-02-10")
        .contains("./tieout connect")
        .contains("Ada Admin")
        .doesNotContain("Cleo");
  }

  private long audited() {
    return stage.database.inTransaction(sql ->
        sql.ask("select count(*) as n from audit_entry where action = 'system connected'")
            .one(row -> row.number("n")));
  }

  private ConnectStage open() {
    return stage.open(List.of(connectable(realm(), "")));
  }

  private String realm() {
    return standIn.info().text("realmId");
  }

  private Connectable connectable(String realm, String configured) {
    return Connectables.quickBooks(
        new BookConfig.QuickBooks(
            settings(realm),
            new Secret(configured),
            ZoneId.of("America/New_York"),
            URI.create(standIn.info().text("consentUrl")),
            BillingRules.PLAIN));
  }

  private QuickBooksSettings settings(String realm) {
    Json.Obj info = standIn.info();
    return new QuickBooksSettings(
        "main",
        standIn.base(),
        URI.create(info.text("tokenUrl")),
        info.text("clientId"),
        new Secret(info.text("clientSecret")),
        realm,
        QuickBooksSettings.MINOR_VERSION,
        QuickBooksSettings.APP,
        new Secret(info.text("verifierToken")),
        100);
  }

  private VaultedGrant vaulted(String configured) {
    return new VaultedGrant(stage.kept, MAIN, new Secret(configured), stage.clock);
  }

  private Optional<Grant> grant() {
    return vaulted("").load();
  }

  private QuickBooksLedger ledger() {
    return ledger("");
  }

  private QuickBooksLedger ledger(String configured) {
    return new QuickBooksLedger(
        settings(realm()), vaulted(configured), Settings.DEFAULT, stage.timing);
  }

  private static URI with(URI address, String name, String value) {
    return URI.create(address.toString().replaceAll(name + "=[^&]*", name + "=" + value));
  }

  private static String value(URI address, String name) {
    return address.getRawQuery().replaceAll("(^|.*&)" + name + "=([^&]*).*", "$2");
  }
}
