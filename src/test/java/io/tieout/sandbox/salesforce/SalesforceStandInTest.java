package io.tieout.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.salesforce.Caller.Answer;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforceStandInTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30Z");
  private static final String OPPORTUNITY = Caller.DATA + "/sobjects/Opportunity/";

  private SalesforceStandIn org = start(2000, 199, 1000);
  private Caller caller = new Caller(org);

  @BeforeEach
  void logIn() {
    caller.loggedIn();
  }

  @AfterEach
  void stop() {
    caller.close();
  }

  @Test
  void a_token_is_given_for_each_good_grant_and_opens_the_door() {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (org.info().text("clientId") + ":" + org.info().text("clientSecret"))
                    .getBytes(StandardCharsets.UTF_8));
    Answer byHeader =
        caller.send(
            "POST",
            "/services/oauth2/token",
            "grant_type=client_credentials",
            Map.of("Authorization", "Basic " + basic));
    assertThat(byHeader.obj().text("instance_url")).isEqualTo(org.base().toString());
    assertThat(byHeader.obj().has("refresh_token")).isFalse();
    Map<String, String> password = new HashMap<>(caller.clientCredentials());
    password.put("grant_type", "password");
    password.put("username", org.info().text("username"));
    password.put("password", org.info().text("password"));
    assertThat(caller.token(password).status()).isEqualTo(200);
    for (String audience :
        List.of("https://login.salesforce.com", "https://test.salesforce.com", org.base() + "")) {
      Answer answer = jwt(org.info().text("clientId"), org.info().text("username"), audience, 120);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    assertThat(caller.get("/services/oauth2/userinfo").obj().text("organization_id"))
        .isEqualTo(org.info().text("orgId"));
  }

  @Test
  void bad_grants_are_refused_with_the_vendor_s_words() {
    String app = org.info().text("clientId");
    String user = org.info().text("username");
    String host = "https://login.salesforce.com";
    assertThat(jwt("other", user, host, 120).obj().text("error")).isEqualTo("invalid_client_id");
    assertThat(jwt(app, "nobody@x.example", host, 120).obj().text("error_description"))
        .contains("approved");
    assertThat(jwt(app, user, "https://elsewhere.example", 120).obj().text("error_description"))
        .contains("audience");
    assertThat(jwt(app, user, host, -5).obj().text("error_description")).contains("expired");
    assertThat(jwt(app, user, host, 3600).obj().text("error")).isEqualTo("invalid_grant");
    Map<String, String> wrong = new HashMap<>(caller.clientCredentials());
    wrong.put("client_secret", "guess");
    assertThat(caller.token(wrong).obj().text("error")).isEqualTo("invalid_client");
    org.authTrouble(AuthTrouble.NO_RUN_AS_USER);
    assertThat(caller.token(caller.clientCredentials()).obj().text("error_description"))
        .isEqualTo("no client credentials user enabled");
    assertThat(caller.token(Map.of("grant_type", "device")).status()).isEqualTo(400);
  }

  @Test
  void an_expired_session_is_answered_401_with_an_array() {
    org.expireTokens();
    Answer answer = caller.query("SELECT Id FROM Opportunity");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error().text("errorCode")).isEqualTo("INVALID_SESSION_ID");
    assertThat(caller.loggedIn().query("SELECT Id FROM Opportunity").status()).isEqualTo(200);
  }

  @Test
  void versions_are_listed_without_a_session_and_retired_ones_are_gone() {
    Json.Obj newest = caller.get("/services/data/").json().asList("v").getLast().asObj("v");
    assertThat(newest.text("version")).isEqualTo("68.0");
    assertThat(newest.text("label")).isEqualTo("Winter '27");
    assertThat(caller.get("/services/data/v30.0/limits").status()).isEqualTo(410);
    assertThat(caller.get("/services/data/v35.0/limits").header("Warning")).startsWith("299");
    assertThat(caller.get("/services/data/v41.0/limits").header("Warning")).isEmpty();
    assertThat(caller.get("/services/data/v99.0/limits").status()).isEqualTo(404);
  }

  @Test
  void each_answer_carries_the_stand_in_s_time_and_the_calls_used() {
    Answer answer = caller.get(Caller.DATA + "/limits");
    assertThat(answer.header("Date")).isEqualTo("Sun, 22 Nov 2026 08:15:30 GMT");
    assertThat(answer.header("Sforce-Limit-Info")).isEqualTo("api-usage=1/1000");
  }

  @Test
  void the_daily_limit_is_refused_with_403() {
    restart(2000, 199, 2);
    caller.get(Caller.DATA + "/limits");
    caller.get(Caller.DATA + "/limits");
    Answer over = caller.get(Caller.DATA + "/limits");
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.error().text("message")).isEqualTo("TotalRequests Limit exceeded.");
    org.weather().arm(Mishap.THROTTLED, 1);
    assertThat(caller.get(Caller.DATA + "/limits").error().text("message")).contains("Concurrent");
  }

  @Test
  void the_acme_deal_reads_as_seeded() {
    Json.Obj acme = caller.get(OPPORTUNITY + org.dealId("acme-platform")).obj();
    assertThat(acme.decimal("Amount")).isEqualByComparingTo("72259.75");
    assertThat(acme.text("StageName")).isEqualTo("Negotiation/Review");
    assertThat(acme.flag("HasOpportunityLineItem")).isTrue();
    assertThat(acme.flag("IsWon")).isFalse();
    assertThat(acme.text("SystemModstamp"))
        .matches("2026-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");
    assertThat(acme.text("Id")).hasSize(18);
    assertThat(caller.get(OPPORTUNITY + acme.text("Id").substring(0, 15)).status()).isEqualTo(200);
    assertThat(caller.get(OPPORTUNITY + "006000000000000AAA").status()).isEqualTo(404);
  }

  @Test
  void a_written_amount_is_ignored_when_there_are_lines_and_a_stage_decides_won() {
    String id = org.dealId("acme-platform");
    Answer answer = caller.patch(OPPORTUNITY + id, "{\"Amount\":1,\"StageName\":\"Closed Won\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    Json.Obj after = caller.get(OPPORTUNITY + id).obj();
    assertThat(after.decimal("Amount")).isEqualByComparingTo("72259.75");
    assertThat(after.flag("IsWon")).isTrue();
    assertThat(after.flag("IsClosed")).isTrue();
    assertThat(after.decimal("Probability")).isEqualByComparingTo("100");
    assertThat(after.text("SystemModstamp")).isEqualTo("2026-11-22T08:15:30.000+0000");
    assertThat(org.requestLog())
        .containsExactly(new SalesforceStandIn.LoggedWrite("PATCH", OPPORTUNITY + id, 204));
  }

  @Test
  void an_edited_line_moves_the_amount_and_the_stamp_of_its_deal() {
    String id = org.dealId("initech-onboarding");
    String line =
        first(
                "SELECT Id FROM OpportunityLineItem WHERE OpportunityId = '"
                    + id
                    + "' ORDER BY SortOrder")
            .text("Id");
    org.edit("OpportunityLineItem", line, Json.parseObj("{\"UnitPrice\":5000.5}"));
    Json.Obj deal = caller.get(OPPORTUNITY + id).obj();
    assertThat(deal.decimal("Amount")).isEqualByComparingTo("11480.50");
    assertThat(deal.text("SystemModstamp")).isEqualTo("2026-11-22T08:15:30.000+0000");
  }

  @Test
  void bad_writes_are_refused_by_field() {
    String path = OPPORTUNITY + org.dealId("acme-platform");
    refused(path, "{\"Nope__c\":1}", "INVALID_FIELD");
    refused(path, "{\"IsWon\":true}", "INVALID_FIELD_FOR_INSERT_UPDATE");
    refused(
        path,
        "{\"Tieout_Payment_Status__c\":\"Maybe\"}",
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    refused(path, "{\"Name\":\"%s\"}".formatted("x".repeat(121)), "STRING_TOO_LONG");
    refused(path, "{\"Name\":null}", "REQUIRED_FIELD_MISSING");
    refused(path, "{\"CloseDate\":\"tomorrow\"}", "JSON_PARSER_ERROR");
    refused(path, "{\"CloseDate\":", "JSON_PARSER_ERROR");
    refused(path, "{\"AccountId\":\"xyz\"}", "MALFORMED_ID");
    org.jamRows(1);
    refused(path, "{\"NextStep\":\"call\"}", "UNABLE_TO_LOCK_ROW");
    assertThat(caller.patch(path, "{\"NextStep\":\"call\"}").status()).isEqualTo(204);
  }

  @Test
  void a_stale_writer_is_stopped_by_if_unmodified_since() {
    String path = OPPORTUNITY + org.dealId("acme-platform");
    org.edit("Opportunity", org.dealId("acme-platform"), Json.parseObj("{\"NextStep\":\"x\"}"));
    String body = "{\"NextStep\":\"y\"}";
    Map<String, String> stale = Map.of("If-Unmodified-Since", "Sun, 22 Nov 2026 08:15:29 GMT");
    Map<String, String> fresh = Map.of("If-Unmodified-Since", "Sun, 22 Nov 2026 08:15:30 GMT");
    assertThat(caller.send("PATCH", path, body, stale).status()).isEqualTo(412);
    assertThat(caller.send("PATCH", path, body, fresh).status()).isEqualTo(204);
    assertThat(caller.send("PATCH", path, body, Map.of("If-Unmodified-Since", "soon")).status())
        .isEqualTo(400);
  }

  @Test
  void an_upsert_creates_then_updates_and_says_300_for_several() {
    String path = Caller.DATA + "/sobjects/Tieout_Audit__c/Key__c/a%2Fb%201";
    Answer made = caller.patch(path, "{\"Action__c\":\"proposed\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Answer again = caller.patch(path, "{\"Action__c\":\"done\"}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.obj().flag("created")).isFalse();
    assertThat(again.obj().text("id")).isEqualTo(made.obj().text("id"));
    assertThat(caller.get(path).obj().text("Key__c")).isEqualTo("a/b 1");
    assertThat(caller.patch(path, "{\"Key__c\":\"z\"}").status()).isEqualTo(400);
    assertThat(
            caller
                .patch(Caller.DATA + "/sobjects/Tieout_Audit__c/Key__c/new?updateOnly=true", "{}")
                .status())
        .isEqualTo(404);
    for (String name : List.of("One", "Two")) {
      caller.post(
          Caller.DATA + "/sobjects/Account",
          "{\"Name\":\"%s\",\"Legacy_Id__c\":\"L1\"}".formatted(name));
    }
    Answer several =
        caller.patch(Caller.DATA + "/sobjects/Account/Legacy_Id__c/L1", "{\"Name\":\"x\"}");
    assertThat(several.status()).isEqualTo(300);
    assertThat(several.json().asList("urls")).hasSize(2);
  }

  @Test
  void a_unique_key_is_held_by_one_deal() {
    caller.patch(OPPORTUNITY + org.dealId("acme-platform"), "{\"Tieout_Sync_Key__c\":\"k\"}");
    refused(
        OPPORTUNITY + org.dealId("initech-onboarding"),
        "{\"Tieout_Sync_Key__c\":\"k\"}",
        "DUPLICATE_VALUE");
  }

  @Test
  void a_deleted_record_is_told_from_one_that_never_was_and_found_by_query_all() {
    String id = org.dealId("umbrella-pilot");
    assertThat(caller.send("DELETE", OPPORTUNITY + id, "", Map.of()).status()).isEqualTo(204);
    assertThat(caller.get(OPPORTUNITY + id).error().text("errorCode"))
        .isEqualTo("ENTITY_IS_DELETED");
    String soql = "SELECT Id FROM Opportunity WHERE Id = '" + id + "'";
    assertThat(caller.query(soql).obj().integer("totalSize")).isZero();
    Answer all = caller.get(Caller.DATA + "/queryAll?q=" + Caller.encoded(soql));
    assertThat(all.obj().integer("totalSize")).isEqualTo(1);
    Answer gone =
        caller.get(
            Caller.DATA
                + "/sobjects/Opportunity/deleted/?start=2026-11-22T00%3A00%3A00%2B00%3A00&end=2026-11-23T00%3A00%3A00Z");
    assertThat(gone.obj().objects("deletedRecords"))
        .singleElement()
        .matches(r -> r.text("id").equals(id));
  }

  @Test
  void changes_of_a_window_are_listed() {
    org.edit("Opportunity", org.dealId("acme-platform"), Json.parseObj("{\"NextStep\":\"x\"}"));
    Answer answer =
        caller.get(
            Caller.DATA
                + "/sobjects/Opportunity/updated/?start=2026-11-22T08:15:00Z&end=2026-11-22T08:16:00Z");
    assertThat(answer.obj().list("ids")).containsExactly(Json.of(org.dealId("acme-platform")));
    Answer bad =
        caller.get(
            Caller.DATA
                + "/sobjects/Opportunity/updated/?start=2025-01-01T00:00:00Z&end=2026-11-22T08:16:00Z");
    assertThat(bad.error().text("errorCode")).isEqualTo("INVALID_REPLICATION_DATE");
  }

  @Test
  void the_describe_tells_types_keys_and_choices() {
    List<Json.Obj> fields =
        caller.get(Caller.DATA + "/sobjects/Opportunity/describe").obj().objects("fields");
    Json.Obj key = field(fields, "Tieout_Sync_Key__c");
    assertThat(key.flag("externalId") && key.flag("unique") && key.flag("custom")).isTrue();
    assertThat(field(fields, "Tieout_Sync_Status__c").objects("picklistValues"))
        .extracting(v -> v.text("value"))
        .containsExactly("Invoiced", "Rejected", "Needs attention");
    assertThat(field(fields, "Amount").integer("precision")).isEqualTo(18);
    assertThat(field(fields, "IsWon").flag("updateable")).isFalse();
    assertThat(caller.get(Caller.DATA + "/sobjects").obj().objects("sobjects"))
        .extracting(o -> o.text("name"))
        .contains("Opportunity", "Tieout_Audit__c", "QuoteDocument");
    assertThat(caller.get(Caller.DATA + "/sobjects/Nope/describe").status()).isEqualTo(404);
  }

  @Test
  void the_quote_s_pdf_is_downloaded_from_its_content_version() {
    String quote =
        first(
                "SELECT SyncedQuoteId FROM Opportunity WHERE Id = '"
                    + org.dealId("acme-platform")
                    + "'")
            .text("SyncedQuoteId");
    Json.Obj link =
        first(
            "SELECT ContentDocument.LatestPublishedVersionId FROM ContentDocumentLink WHERE LinkedEntityId = '"
                + quote
                + "'");
    String version = link.obj("ContentDocument").text("LatestPublishedVersionId");
    Json.Obj meta =
        first(
            "SELECT ContentSize, VersionData, FileExtension FROM ContentVersion WHERE Id = '"
                + version
                + "'");
    Answer file = caller.get(meta.text("VersionData"));
    assertThat(file.text()).startsWith("%PDF-");
    assertThat(file.response().body()).hasSize(meta.integer("ContentSize"));
    assertThat(meta.text("FileExtension")).isEqualTo("pdf");
    assertThat(
            first("SELECT GrandTotal, IsSyncing FROM Quote WHERE Id = '" + quote + "'")
                .decimal("GrandTotal"))
        .isEqualByComparingTo("72259.75");
  }

  @Test
  void soap_login_works_up_to_version_64() {
    String envelope =
        "<soapenv:Envelope><soapenv:Body><urn:login><urn:username>%s</urn:username><urn:password>%s</urn:password></urn:login></soapenv:Body></soapenv:Envelope>"
            .formatted(org.info().text("username"), org.info().text("password"));
    assertThat(caller.post("/services/Soap/u/64.0", envelope).text()).contains("<sessionId>00D");
    assertThat(caller.post("/services/Soap/u/65.0", envelope).text())
        .contains("UNSUPPORTED_API_VERSION");
    assertThat(caller.post("/services/Soap/u/64.0", "<urn:login/>").status()).isEqualTo(500);
  }

  private void refused(String path, String body, String code) {
    Answer answer = caller.patch(path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().text("errorCode")).isEqualTo(code);
  }

  private Json.Obj first(String soql) {
    Answer answer = caller.query(soql);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.obj().objects("records").getFirst();
  }

  private static Json.Obj field(List<Json.Obj> fields, String name) {
    return fields.stream().filter(f -> f.text("name").equals(name)).findFirst().orElseThrow();
  }

  private Answer jwt(String issuer, String subject, String audience, int seconds) {
    String head = base64("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8));
    Json.Obj claims =
        Json.object()
            .put("iss", issuer)
            .put("sub", subject)
            .put("aud", audience)
            .put("exp", NOW.getEpochSecond() + seconds)
            .build();
    String signed = head + "." + base64(claims.print().getBytes(StandardCharsets.UTF_8));
    return caller.token(
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion",
            signed + "." + base64(signature(signed))));
  }

  private byte[] signature(String text) {
    String pem = org.info().text("jwtKey").replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
      signer.update(text.getBytes(StandardCharsets.US_ASCII));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void restart(int pageSize, int cut, int calls) {
    caller.close();
    org = start(pageSize, cut, calls);
    caller = new Caller(org).loggedIn();
  }

  private static SalesforceStandIn start(int pageSize, int cut, int calls) {
    Company company = SeededCompany.generate(7, 40, Instant.parse("2026-11-22T08:00:00Z"));
    return SalesforceStandIn.start(
        new SalesforceStandIn.Options(
            0, company, InstantSource.fixed(NOW), 7, pageSize, cut, calls, Org.PLAIN));
  }
}
