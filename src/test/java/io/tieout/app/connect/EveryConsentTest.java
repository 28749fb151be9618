package io.tieout.app.connect;

import static io.tieout.app.connect.ThreeVendors.ALL;
import static io.tieout.app.connect.ThreeVendors.HUBSPOT;
import static io.tieout.app.connect.ThreeVendors.QUICKBOOKS;
import static io.tieout.app.connect.ThreeVendors.XERO;
import static io.tieout.app.connect.ThreeVendors.value;
import static io.tieout.app.connect.ThreeVendors.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault.Grant;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each vendor's whole consent at its stand-in: our page, its page, the way back, the tokens, a
/// read.
class EveryConsentTest {
  @TempDir private Path folder;
  private ThreeVendors vendors;

  @BeforeEach
  void open() {
    vendors = new ThreeVendors(folder);
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void a_company_consents_is_read_and_its_token_renewed(String key) {
    ConnectStage.Admin admin = vendors.stage.admin();
    VendorPage page = new VendorPage(vendors.stage.client, admin.begin(key));
    assertThat(page.text()).contains("stand-in").contains("Tieout");

    HttpResponse<String> back = admin.comeBack(page.allow());

    assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
    assertThat(admin.open(ConnectStage.location(back).toString()).body())
        .contains("is connected.")
        .contains("Connected");
    assertThat(vendors.read(key)).isNotBlank();
    Instant since = vendors.vaulted(key).connectedSince().orElseThrow();
    String first = token(key);
    vendors.stage.clock.advance(Duration.ofHours(25));

    assertThat(vendors.read(key)).isNotBlank();

    // HubSpot's refresh token stays the same for ever.
    assertThat(token(key).equals(first)).isEqualTo(key.equals(HUBSPOT));
    assertThat(vendors.vaulted(key).connectedSince()).contains(since);
    assertThat(vendors.read(key)).isNotBlank();
  }

  @Test
  void what_is_kept_is_sealed_and_stands_in_no_table_and_on_no_page() {
    ConnectStage.Admin admin = vendors.stage.admin();
    ALL.forEach(key -> assertThat(admin.connect(key).statusCode()).isEqualTo(303));

    List<String> rows =
        vendors.stage.database.inTransaction(sql ->
            sql.ask(
                    """
                    select name || encode(sealed, 'escape') as held from sealed_grant
                    union all select subject || details::text from audit_entry
                    union all select body::text from notice_outbox
                    """)
                .list(row -> row.text("held")));

    assertThat(rows).hasSizeGreaterThanOrEqualTo(6);
    String page = admin.open("/connect").body();
    for (String key : ALL) {
      assertThat(rows).noneMatch(row -> row.contains(token(key)));
      assertThat(page).doesNotContain(token(key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void another_state_is_not_taken_and_ours_still_is(String key) {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI callback = admin.consent(admin.begin(key));
    String connection = key.substring(key.indexOf('/') + 1);

    HttpResponse<String> guessed = admin.comeBack(with(callback, "state", connection + ".guessed"));
    HttpResponse<String> foreign = admin.comeBack(with(callback, "state", "nobody.guessed"));

    assertThat(guessed.statusCode()).isEqualTo(400);
    assertThat(guessed.body()).contains("used already, or a newer consent");
    assertThat(foreign.body()).contains("to no consent of ours");
    assertThat(vendors.grant(key)).isEmpty();
    assertThat(admin.comeBack(callback).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void a_no_on_the_vendor_s_page_is_told(String key) {
    ConnectStage.Admin admin = vendors.stage.admin();

    HttpResponse<String> answer =
        admin.comeBack(new VendorPage(vendors.stage.client, admin.begin(key)).deny());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("says access_denied").contains("Begin again to grant it");
    assertThat(vendors.grant(key)).isEmpty();
  }

  /// With Xero the code is refused for its PKCE challenge, too: it is of the other consent.
  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void a_code_is_good_once_and_a_used_answer_ends_nothing(String key) {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI first = admin.consent(admin.begin(key));
    assertThat(admin.comeBack(first).statusCode()).isEqualTo(303);
    String kept = token(key);
    assertThat(admin.comeBack(first).body()).contains("used already");
    URI second = admin.consent(admin.begin(key));

    HttpResponse<String> answer = admin.comeBack(with(second, "code", value(first, "code")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("did not take the code");
    assertThat(token(key)).isEqualTo(kept);
  }

  @Test
  void xero_takes_no_code_of_another_consent_s_challenge() {
    ConnectStage.Admin one = vendors.stage.admin();
    URI stolen = one.consent(one.begin(XERO));
    ConnectStage.Admin other = vendors.stage.admin();
    URI ours = other.consent(other.begin(XERO));

    HttpResponse<String> answer = other.comeBack(with(ours, "code", value(stolen, "code")));

    assertThat(answer.body()).contains("Xero did not take the code");
    assertThat(vendors.grant(XERO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({HUBSPOT + ",1", XERO + ",5"})
  void a_code_that_is_too_old_is_not_taken(String key, int minutes) {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI callback = admin.consent(admin.begin(key));
    vendors.stage.clock.advance(Duration.ofMinutes(minutes));

    HttpResponse<String> answer = admin.comeBack(callback);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("did not take the code").contains("too old");
    assertThat(vendors.grant(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void a_code_for_another_redirect_address_is_not_taken(String key) {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI page = admin.begin(key);
    URI elsewhere =
        admin.consent(with(page, "redirect_uri", "http%3A%2F%2F127.0.0.1%3A1%2Felsewhere"));

    HttpResponse<String> answer =
        admin.open("/connect/callback/%s?%s".formatted(system(key), elsewhere.getRawQuery()));

    assertThat(elsewhere.getPath()).isEqualTo("/elsewhere");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("did not take the code");
    assertThat(vendors.grant(key)).isEmpty();
  }

  @Test
  void scopes_that_hubspot_did_not_grant_are_named_with_the_place_to_add_them() {
    vendors.hubspot.switches().withdrawScope("crm.objects.deals.write");
    vendors.hubspot.switches().withdrawScope("crm.schemas.deals.write");

    HttpResponse<String> answer = vendors.stage.admin().connect(HUBSPOT);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("HubSpot did not grant crm.objects.deals.write, crm.schemas.deals.write.")
        .contains("app-hsmeta.json");
    assertThat(vendors.grant(HUBSPOT)).isEmpty();
  }

  @Test
  void scopes_that_xero_was_not_asked_for_are_missed_and_unknown_ones_end_on_its_page() {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI page = admin.begin(XERO);
    URI fewer = with(page, "scope", "offline_access%20accounting.invoices%20accounting.contacts");

    assertThat(admin.comeBack(admin.consent(fewer)).body())
        .contains("Xero did not grant accounting.payments.read, accounting.settings.read")
        .contains("developer.xero.com");
    assertThat(vendors.grant(XERO)).isEmpty();
    VendorPage unknown =
        new VendorPage(vendors.stage.client, with(page, "scope", "accounting.transactions"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text()).contains("invalid_scope");
  }

  @Test
  void without_offline_access_xero_s_consent_is_of_no_use() {
    ConnectStage.Admin admin = vendors.stage.admin();
    URI page =
        URI.create(admin.begin(XERO).toString().replace("scope=offline_access%20", "scope="));

    assertThat(admin.comeBack(admin.consent(page)).body())
        .contains("Xero did not grant offline_access");
    assertThat(vendors.grant(XERO)).isEmpty();
  }

  private String token(String key) {
    return vendors.grant(key).map(Grant::refreshToken).map(Secret::reveal).orElseThrow();
  }

  private static String system(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
