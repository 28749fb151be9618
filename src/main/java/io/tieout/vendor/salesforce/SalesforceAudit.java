package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.crm.DealAuditEntry;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies of audit entries as records of `Tieout_Audit__c`. They are created and never edited, for
/// which the permission set gives no right: that each is there once, the unique key sees to, which
/// refuses a second one.
final class SalesforceAudit implements DealAudit {
  static final String OBJECT = "Tieout_Audit__c";
  static final String KEY = "Key__c";
  static final String DEAL = "Opportunity__c";

  /// All that is written, deployed from `manifest/salesforce`.
  static final List<String> FIELDS =
      List.of(KEY, DEAL, "Action__c", "Actor__c", "Occurred_At__c", "Summary__c", "Reference__c");

  /// Salesforce takes so many records in one call.
  private static final int MOST = 200;

  private static final int LONGEST_ACTION = 80;
  private static final int LONGEST_ACTOR = 120;
  private static final int LONGEST_REFERENCE = 255;

  /// The deal was deleted, or is not for us to see.
  private static final Set<String> NO_DEAL =
      Set.of(
          "ENTITY_IS_DELETED",
          "INVALID_CROSS_REFERENCE_KEY",
          "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");

  private final SalesforceApi api;

  SalesforceAudit(SalesforceApi api) {
    this.api = api;
  }

  @Override
  public String system() {
    return "salesforce";
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void keep(List<DealAuditEntry> entries) {
    api.usage().allowPolling();
    List<DealAuditEntry> dealless = new ArrayList<>();
    List<Json.Obj> answers = api.createAll(entries.stream().map(e -> row(e, true)).toList());
    for (int i = 0; i < entries.size(); i++) {
      if (refusal(answers.get(i)).filter(error -> NO_DEAL.contains(code(error))).isPresent()) {
        dealless.add(entries.get(i));
      } else {
        require(answers.get(i), entries.get(i));
      }
    }
    if (!dealless.isEmpty()) {
      List<Json.Obj> again = api.createAll(dealless.stream().map(e -> row(e, false)).toList());
      for (int i = 0; i < dealless.size(); i++) {
        require(again.get(i), dealless.get(i));
      }
    }
  }

  private static Json.Obj row(DealAuditEntry entry, boolean withDeal) {
    JsonObjBuilder row =
        Json.object()
            .put("attributes", Json.object().put("type", OBJECT))
            .put(KEY, entry.key())
            .put("Action__c", cut(entry.action(), LONGEST_ACTION))
            .put("Actor__c", cut(entry.actor(), LONGEST_ACTOR))
            .put("Occurred_At__c", SalesforceTime.literal(entry.at()))
            .put("Summary__c", entry.summary());
    return withDeal
        ? row.put("Reference__c", cut(entry.reference(), LONGEST_REFERENCE))
            .put(DEAL, SalesforceId.of(entry.dealId()))
            .build()
        : row.put(
                "Reference__c",
                cut(
                    "%s, of opportunity %s".formatted(entry.reference(), entry.dealId()),
                    LONGEST_REFERENCE))
            .build();
  }

  private static Optional<Json.Obj> refusal(Json.Obj answer) {
    return Shape.read(
        "the answer to audit entries",
        () ->
            answer.flag("success")
                ? Optional.<Json.Obj>empty()
                : Optional.of(answer.objects("errors").getFirst()));
  }

  private static String code(Json.Obj error) {
    return error.optText("statusCode").or(() -> error.optText("errorCode")).orElse("");
  }

  /// It is there now, or was before.
  private static void require(Json.Obj answer, DealAuditEntry entry) {
    refusal(answer)
        .filter(error -> !code(error).equals("DUPLICATE_VALUE"))
        .ifPresent(error -> {
          throw fault(error, entry).asException();
        });
  }

  private static Fault fault(Json.Obj error, DealAuditEntry entry) {
    String text =
        "Salesforce: the audit entry %s was not taken: %s (%s)"
            .formatted(
                entry.reference(), error.optText("message").orElse("no message"), code(error));
    return switch (code(error)) {
      case "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION" ->
          new Fault.Transient(text);
      case "INVALID_FIELD",
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "INVALID_TYPE",
          "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
          "INSUFFICIENT_ACCESS_OR_READONLY" ->
          new Fault.Broken(
              text
                  + "; deploy manifest/salesforce and assign the permission set Tieout_Integration");
      default -> new Fault.Refused(text, code(error));
    };
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
