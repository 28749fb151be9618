package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.check.Check;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.crm.DealAuditEntry;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Copies of audit entries, as an organisation has them afterwards.
class SalesforceAuditTest {
  private static final Instant AT = Instant.parse("2026-11-22T17:00:00.123456Z");

  private final SalesforceStage stage = new SalesforceStage();
  private final SalesforceCrm crm =
      crm(stage.salesforce.base(), stage.info.text("clientId"), stage.info.text("clientSecret"));
  private final DealAudit audit = crm.audit().orElseThrow();

  @AfterEach
  void close() {
    crm.close();
    stage.close();
  }

  @Test
  void each_entry_is_there_once_with_its_deal_however_often_it_is_brought() {
    audit.keep(entries(3));
    audit.keep(entries(5));

    assertThat(records()).hasSize(5);
    Json.Obj first = records().getFirst();
    assertThat(first.text("Opportunity__c")).isEqualTo(stage.wonDeal());
    assertThat(first.text("Key__c")).isEqualTo(Digest.of("0").hex());
    assertThat(first.text("Action__c")).isEqualTo("effect confirmed");
    assertThat(first.text("Summary__c")).isEqualTo("total: USD 1,000.00");
    assertThat(first.text("Reference__c")).isEqualTo("link 1, entry A-0");
    assertThat(SalesforceTime.parse(first.text("Occurred_At__c")))
        .isEqualTo(Instant.parse("2026-11-22T17:00:00Z"));
  }

  @Test
  void a_full_page_is_one_call() {
    audit.keep(entries(audit.most()));
    assertThat(records()).hasSize(200);
  }

  @Test
  void a_lost_answer_and_a_throttled_call_are_brought_again_without_a_second_record() {
    stage.loseNextWriteAnswer();
    assertThatThrownBy(() -> audit.keep(entries(4)))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Ambiguous.class));
    audit.keep(entries(4));
    stage.throttleNextWrite();
    assertThatThrownBy(() -> audit.keep(entries(6)))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Throttled.class));
    audit.keep(entries(6));

    assertThat(records()).hasSize(6);
  }

  @Test
  void of_a_deal_that_was_deleted_the_entry_stays_without_it() {
    stage.delete(CrmKind.DEAL, stage.wonDeal());

    audit.keep(entries(2));
    audit.keep(entries(2));

    assertThat(records())
        .hasSize(2)
        .allSatisfy(record -> {
          assertThat(record.optText("Opportunity__c")).isEmpty();
          assertThat(record.text("Reference__c")).endsWith("of opportunity " + stage.wonDeal());
        });
  }

  @Test
  void a_right_that_is_missing_is_told_with_what_to_do() {
    try (CannedSalesforce canned = new CannedSalesforce();
        SalesforceCrm other = crm(canned.base(), "client", "secret")) {
      for (String code :
          List.of("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "FIELD_CUSTOM_VALIDATION_EXCEPTION")) {
        Json error =
            Json.object()
                .put("statusCode", code)
                .put("message", "no")
                .put("fields", List.of())
                .build();
        canned.data =
            _ ->
                HttpAnswer.json(
                    200,
                    Json.array(
                        List.of(
                            Json.object()
                                .put("success", false)
                                .put("errors", List.of(error))
                                .build())));
        assertThatThrownBy(() -> other.audit().orElseThrow().keep(entries(1)))
            .hasMessageContaining(
                "the audit entry link 1, entry A-0 was not taken: no (%s)".formatted(code))
            .isInstanceOfSatisfying(
                FaultException.class,
                e ->
                    assertThat(e.fault())
                        .isInstanceOf(
                            code.startsWith("CANNOT") ? Fault.Broken.class : Fault.Refused.class));
      }
    }
  }

  @Test
  void the_check_looks_at_the_object_where_copies_are_wanted() {
    assertThat(at(crm.checks()).outcome()).isEqualTo(Check.Outcome.OK);
    assertThat(stage.crm.checks()).noneMatch(c -> c.name().equals("audit entries creatable"));
    assertThat(stage.crm.audit()).isEmpty();
    try (CannedSalesforce canned = new CannedSalesforce();
        SalesforceCrm other = crm(canned.base(), "client", "secret")) {
      canned.describes.put(SalesforceAudit.OBJECT, "Key__c Action__c Actor__c Occurred_At__c");
      assertThat(at(other.checks()))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Check.Outcome.FAILED);
            assertThat(check.told())
                .contains(
                    "may not create Opportunity__c, Summary__c, Reference__c of Tieout_Audit__c")
                .contains("Tieout_Integration");
          });
    }
  }

  private static Check at(List<Check> checks) {
    return checks.stream()
        .filter(check -> check.name().equals("audit entries creatable"))
        .findFirst()
        .orElseThrow();
  }

  private List<Json.Obj> records() {
    return stage.salesforce.related(SalesforceAudit.OBJECT, "Action__c", "effect confirmed");
  }

  private List<DealAuditEntry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new DealAuditEntry(
                Digest.of(String.valueOf(i)).hex(),
                stage.wonDeal(),
                AT,
                "effect confirmed",
                "person:U0CARO",
                "total: USD 1,000.00",
                "link %d, entry A-%d".formatted(i + 1, i)))
        .toList();
  }

  private SalesforceCrm crm(URI base, String client, String secret) {
    return new SalesforceCrm(
        SalesforceSettings.of(
                base, client, new SalesforceSettings.Grant.ClientCredentials(new Secret(secret)))
            .withAuditCopy(true),
        new Timing(stage.clock, new Random(7), _ -> {}));
  }
}
