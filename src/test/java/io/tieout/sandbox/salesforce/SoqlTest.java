package io.tieout.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.salesforce.Caller.Answer;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoqlTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30Z");
  private static final Company COMPANY =
      SeededCompany.generate(7, 40, Instant.parse("2026-11-22T08:00:00Z"));

  private final SalesforceStandIn org =
      SalesforceStandIn.start(
          new SalesforceStandIn.Options(
              0, COMPANY, InstantSource.fixed(NOW), 7, 3, 2, 1000, Org.PLAIN));
  private final Caller caller = new Caller(org);

  @BeforeEach
  void logIn() {
    caller.loggedIn();
  }

  @AfterEach
  void stop() {
    caller.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name = 'Acme – Platform renewal 2027'                                              | 1",
        "Name = 'ACME – platform renewal 2027'                                              | 1",
        "Name LIKE 'Acme%'                                                                  | 1",
        "Name LIKE '_cme%renewal%'                                                          | 1",
        "Account.Name = 'Initech LLC' AND IsWon = false AND Name LIKE 'Initech%'            | 1",
        "Amount = 72259.75                                                                  | 1",
        "Amount > 72259.74 AND Amount <= 72259.75 AND Name LIKE 'Acme%'                     | 1",
        "Amount = null AND Name LIKE 'Cedar & Pine – Disc%'                                 | 1",
        "PO_Number__c IN ('4500081734', 'PO-7731')                                          | 2",
        "PO_Number__c = '4500081734' OR PO_Number__c = 'PO-7731'                            | 2",
        "(PO_Number__c = '4500081734' OR PO_Number__c = 'PO-7731') AND Amount < 20000       | 1",
        "NOT PO_Number__c != '4500081734'                                                   | 1",
        "Service_Start__c = 2027-01-01 AND Name LIKE 'Globex – Exp%'                        | 1",
        "CreatedDate > 2026-11-22T08:15:30Z                                                 | 0",
        "SystemModstamp <= 2026-11-22T13:45:30+05:30 AND Name LIKE 'Acme – Plat%'           | 1",
        "CloseDate = TODAY                                                                  | 0",
        "Id IN (SELECT OpportunityId FROM OpportunityLineItem WHERE Discount = 50)          | 1",
        "Name = 'it\\'s not here'                                                           | 0",
      })
  void conditions_find_what_they_say(String where, int count) {
    Answer answer = caller.query("SELECT COUNT() FROM Opportunity WHERE " + where);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.obj().integer("totalSize")).isEqualTo(count);
  }

  /// Of forty deals some ids differ in upper and lower case alone.
  @Test
  void ids_are_compared_as_they_are_ordered() {
    List<String> ordered = new ArrayList<>();
    String after = "";
    for (int i = 0; i < COMPANY.deals().size(); i++) {
      List<Json.Obj> next =
          caller
              .query("SELECT Id FROM Opportunity" + after + " ORDER BY Id LIMIT 1")
              .obj()
              .objects("records");
      ordered.add(next.getFirst().text("Id"));
      after = " WHERE Id > '%s'".formatted(ordered.getLast());
    }
    assertThat(ordered).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Id FORM Opportunity                                        | MALFORMED_QUERY",
        "SELECT Id FROM Opportunity WHERE Name = 'x                        | MALFORMED_QUERY",
        "SELECT Id FROM Opportunity WHERE IsWon = true AND IsClosed = true OR Amount = 1 | MALFORMED_QUERY",
        "SELECT Id FROM Opportunity LIMIT many                             | MALFORMED_QUERY",
        "SELECT Nope FROM Opportunity                                      | INVALID_FIELD",
        "SELECT CurrencyIsoCode FROM Opportunity                           | INVALID_FIELD",
        "SELECT Client.Name FROM Opportunity                               | INVALID_FIELD",
        "SELECT Id FROM Opportunity WHERE Nope__c = 1                      | INVALID_FIELD",
        "SELECT Id FROM Opportunity WHERE Amount = 'x'                     | INVALID_FIELD",
        "SELECT Id FROM Opportunity WHERE Name = 5                         | INVALID_FIELD",
        "SELECT Id FROM Deal__c                                            | INVALID_TYPE",
        "SELECT Id, (SELECT Id FROM Lines) FROM Opportunity                | INVALID_TYPE",
        "SELECT Id FROM ContentDocumentLink                                | MALFORMED_QUERY",
      })
  void bad_queries_are_refused_by_kind(String soql, String code) {
    Answer answer = caller.query(soql);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().text("errorCode")).isEqualTo(code);
  }

  @Test
  void pages_are_followed_to_the_end_without_loss() {
    Json.Obj page = caller.query("SELECT Id FROM Opportunity ORDER BY Id").obj();
    assertThat(page.integer("totalSize")).isEqualTo(40);
    assertThat(page.text("nextRecordsUrl")).matches("/services/data/v67.0/query/01g\\w{15}-3");
    List<String> ids = new ArrayList<>();
    page.objects("records").forEach(r -> ids.add(r.text("Id")));
    while (!page.flag("done")) {
      page = caller.get(page.text("nextRecordsUrl")).obj();
      assertThat(page.objects("records")).hasSizeBetween(1, 3);
      page.objects("records").forEach(r -> ids.add(r.text("Id")));
    }
    assertThat(page.has("nextRecordsUrl")).isFalse();
    assertThat(ids).hasSize(40).isSorted();
    assertThat(new HashSet<>(ids)).hasSize(40);
    Answer unknown = caller.get(Caller.DATA + "/query/01g000000000000AAA-3");
    assertThat(unknown.error().text("errorCode")).isEqualTo("INVALID_QUERY_LOCATOR");
  }

  @Test
  void sub_queries_are_cut_apart_from_the_query_and_null_when_empty() {
    Json.Obj acme =
        one(
            "SELECT Name, (SELECT Quantity, TotalPrice, Product2.Name FROM OpportunityLineItems ORDER BY SortOrder) FROM Opportunity WHERE Name LIKE 'Acme – Plat%'");
    Json.Obj lines = acme.obj("OpportunityLineItems");
    assertThat(lines.integer("totalSize")).isEqualTo(3);
    assertThat(lines.flag("done")).isFalse();
    assertThat(lines.objects("records")).hasSize(2);
    Json.Obj rest = caller.get(lines.text("nextRecordsUrl")).obj();
    assertThat(rest.flag("done")).isTrue();
    assertThat(rest.objects("records").getFirst().obj("Product2").text("Name"))
        .isEqualTo("Premium support, annual");
    Json.Obj cedar =
        one(
            "SELECT Id, (SELECT Id FROM OpportunityLineItems) FROM Opportunity WHERE Name LIKE 'Cedar & Pine – Disc%'");
    assertThat(cedar.has("OpportunityLineItems")).isTrue();
    assertThat(cedar.get("OpportunityLineItems")).isEmpty();
  }

  @Test
  void parents_are_nested_with_their_attributes_and_several_fields_share_one_parent() {
    Json.Obj acme =
        one(
            "SELECT Account.Name, Account.BillingCity, Owner.Email, Id FROM Opportunity WHERE Name LIKE 'Acme – Plat%'");
    assertThat(acme.obj("Account").text("Name")).isEqualTo("Acme Corporation");
    assertThat(acme.obj("Account").text("BillingCity")).isEqualTo("Dayton");
    assertThat(acme.obj("Account").obj("attributes").text("type")).isEqualTo("Account");
    assertThat(acme.obj("attributes").text("url"))
        .isEqualTo("/services/data/v67.0/sobjects/Opportunity/" + acme.text("Id"));
    assertThat(acme.obj("Owner").text("Email")).startsWith("sam@");
  }

  @Test
  void order_limit_and_offset_are_kept() {
    List<Json.Obj> big =
        caller
            .query(
                "SELECT Amount FROM Opportunity WHERE Amount != null ORDER BY Amount DESC, Id LIMIT 2 OFFSET 1")
            .obj()
            .objects("records");
    assertThat(big).hasSize(2);
    assertThat(big.getFirst().decimal("Amount"))
        .isGreaterThanOrEqualTo(big.getLast().decimal("Amount"));
    assertThat(
            one("SELECT Amount FROM Opportunity ORDER BY Amount NULLS FIRST LIMIT 1").get("Amount"))
        .isEmpty();
    assertThat(
            one("SELECT Amount FROM Opportunity ORDER BY Amount NULLS LAST LIMIT 1").get("Amount"))
        .isPresent();
  }

  @Test
  void aggregates_without_groups_are_answered() {
    Json.Obj result =
        one(
            "SELECT COUNT(Id) n, SUM(Amount), MAX(SystemModstamp) newest FROM Opportunity WHERE Name LIKE 'Acme – Plat%'");
    assertThat(result.integer("n")).isEqualTo(1);
    assertThat(result.decimal("expr0")).isEqualByComparingTo("72259.75");
    assertThat(result.text("newest")).endsWith("+0000");
  }

  @Test
  void groups_are_summed_up_each_by_itself() {
    Answer won =
        caller.query(
            "SELECT IsWon, COUNT(Id) deals, SUM(Amount) FROM Opportunity GROUP BY IsWon ORDER BY IsWon");
    List<Json.Obj> groups = won.obj().objects("records");

    assertThat(groups).extracting(g -> g.flag("IsWon")).containsExactly(false, true);
    assertThat(groups.stream().mapToLong(g -> g.integer("deals")).sum())
        .isEqualTo(COMPANY.deals().size());
    assertThat(groups.getFirst().get("expr0")).isNotEmpty();
    assertThat(
            caller
                .query("SELECT IsWon FROM Opportunity GROUP BY IsWon ORDER BY IsWon DESC LIMIT 1")
                .obj()
                .objects("records"))
        .extracting(g -> g.flag("IsWon"))
        .containsExactly(true);
    assertThat(caller.query("SELECT Name, COUNT(Id) FROM Opportunity GROUP BY IsWon").status())
        .isEqualTo(400);
  }

  @Test
  void the_batch_size_is_a_hint_that_never_enlarges_a_page() {
    Answer answer =
        caller.send(
            "GET",
            Caller.DATA + "/query?q=SELECT+Id+FROM+Opportunity",
            "",
            Map.of("Sforce-Query-Options", "batchSize=500"));
    assertThat(answer.obj().objects("records")).hasSize(3);
  }

  private Json.Obj one(String soql) {
    Answer answer = caller.query(soql);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.obj().objects("records").getFirst();
  }
}
