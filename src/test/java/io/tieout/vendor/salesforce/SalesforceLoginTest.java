package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceLoginTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final CannedSalesforce salesforce = new CannedSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  @Test
  void client_credentials_are_sent_as_a_form() {
    login(credentials());

    Map<String, List<String>> form = salesforce.calls.getFirst().form();
    assertThat(form)
        .containsEntry("grant_type", List.of("client_credentials"))
        .containsEntry("client_id", List.of("client"))
        .containsEntry("client_secret", List.of("s3cret&=+"));
  }

  @Test
  void an_assertion_is_signed_for_two_minutes() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()));

    login(
        settings(
            new Grant.Jwt("bot@acme.example", new Secret(pem), "https://test.salesforce.com")));

    Map<String, List<String>> form = salesforce.calls.getFirst().form();
    assertThat(form)
        .containsEntry("grant_type", List.of("urn:ietf:params:oauth:grant-type:jwt-bearer"));
    String[] parts = form.getOrDefault("assertion", List.of("")).getFirst().split("\\.", -1);
    Json.Obj claims = Json.parseObj(decoded(parts[1]));
    assertThat(Json.parseObj(decoded(parts[0])).text("alg")).isEqualTo("RS256");
    assertThat(claims.text("iss")).isEqualTo("client");
    assertThat(claims.text("sub")).isEqualTo("bot@acme.example");
    assertThat(claims.text("aud")).isEqualTo("https://test.salesforce.com");
    assertThat(claims.decimal("exp").longValueExact()).isEqualTo(NOW.getEpochSecond() + 120);
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(pair.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void a_key_in_another_form_is_broken_with_the_remedy_and_without_the_key() {
    Grant.Jwt old =
        new Grant.Jwt(
            "bot@acme.example",
            new Secret("-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----"),
            "https://login.salesforce.com");

    assertThat(faultOf(settings(old)))
        .isInstanceOf(Fault.Broken.class)
        .extracting(Fault::message)
        .asString()
        .contains("openssl pkcs8")
        .doesNotContain("MIIE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid_grant | user hasn't approved this consumer | pre-authorized",
        "invalid_grant | no client credentials user enabled | run-as user",
        "invalid_grant | request not supported on this domain | My Domain",
        "invalid_grant | audience is invalid | test.salesforce.com",
        "invalid_grant | expired authorization code | clock",
        "invalid_client_id | client identifier invalid | client id and secret",
        "invalid_app_access | user is not admin approved to access this app | access to the",
        "inactive_user | user is inactive | Activate",
        "something_new | whatever | integration user",
      })
  void a_refused_login_is_broken_with_advice(String error, String description, String advice) {
    salesforce.tokenAnswer =
        Optional.of(
            HttpAnswer.json(
                400,
                Json.object().put("error", error).put("error_description", description).build()));

    assertThat(faultOf(credentials()))
        .isInstanceOf(Fault.Broken.class)
        .extracting(Fault::message)
        .asString()
        .contains(error, advice);
    assertThat(salesforce.calls).as("never tried again").hasSize(1);
  }

  @Test
  void another_organisation_than_the_expected_is_broken() {
    assertThat(faultOf(credentials().withOrganization("00D000000000099EAA")))
        .isInstanceOf(Fault.Broken.class);
    login(credentials().withOrganization(CannedSalesforce.ORG));
  }

  @Test
  void an_instance_that_is_not_encrypted_gets_no_token() {
    salesforce.tokenAnswer =
        Optional.of(
            HttpAnswer.json(
                200,
                Json.object()
                    .put("access_token", "x")
                    .put("instance_url", "http://na1.salesforce.com")
                    .build()));

    assertThat(faultOf(credentials())).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void the_session_for_other_apis_names_organisation_and_user_and_hides_its_token() {
    try (SalesforceCrm crm = crm(credentials())) {
      SessionSource.Session session = crm.sessions().current();

      assertThat(session.organizationId()).isEqualTo(CannedSalesforce.ORG);
      assertThat(session.userId()).isEqualTo("005000000000001AAA");
      assertThat(session.instance()).isEqualTo(salesforce.base());
      assertThat(session.toString()).doesNotContain(session.token());

      crm.sessions().invalidate(session);
      assertThat(crm.sessions().current().token()).isNotEqualTo(session.token());
    }
  }

  @Test
  void a_log_in_answer_without_an_identity_is_enough_for_rest_alone() {
    salesforce.tokenAnswer =
        Optional.of(
            HttpAnswer.json(
                200,
                Json.object()
                    .put("access_token", "x")
                    .put("instance_url", salesforce.base().toString())
                    .build()));

    try (SalesforceCrm crm = crm(credentials())) {
      assertThat(crm.serverTime()).isNotNull();
      assertThat(catchThrowableOfType(FaultException.class, () -> crm.sessions().current()).fault())
          .isInstanceOf(Fault.Broken.class)
          .extracting(Fault::message)
          .asString()
          .contains("scope");
    }
  }

  @Test
  void settings_do_not_print_their_secrets() {
    assertThat(credentials().toString()).doesNotContain("s3cret");
  }

  private SalesforceSettings credentials() {
    return settings(new Grant.ClientCredentials(new Secret("s3cret&=+")));
  }

  private SalesforceSettings settings(Grant grant) {
    return SalesforceSettings.of(salesforce.base(), "client", grant);
  }

  private static void login(SalesforceSettings settings) {
    try (SalesforceCrm crm = crm(settings)) {
      assertThat(crm.serverTime()).isNotNull();
    }
  }

  private static SalesforceCrm crm(SalesforceSettings settings) {
    return new SalesforceCrm(
        settings, new Timing(InstantSource.fixed(NOW), new Random(7), _ -> {}));
  }

  private static Fault faultOf(SalesforceSettings settings) {
    return catchThrowableOfType(FaultException.class, () -> login(settings)).fault();
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
