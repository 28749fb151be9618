package io.tieout.vendor.salesforce;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Looking;
import io.tieout.value.json.Json;
import io.tieout.vendor.salesforce.SessionSource.Session;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Whether our user may do in an organisation what we do there. Rights are judged by what
/// Salesforce describes to us, not by which permission sets are assigned: companies keep their own.
final class SalesforceChecks {
  private static final String REMEDY =
      "Deploy manifest/salesforce and assign the permission set Tieout_Integration";
  private static final int TIGHT_PERCENT = 50;

  private final SalesforceSettings settings;
  private final SalesforceApi api;
  private final Fields fields;
  private final InstantSource clock;
  private final Looking looking = new Looking();

  SalesforceChecks(
      SalesforceSettings settings, SalesforceApi api, Fields fields, InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.fields = fields;
    this.clock = clock;
  }

  List<Check> run() {
    Optional<Session> session =
        looking.at(
            "log-in",
            api::current,
            s ->
                Check.ok(
                    "log-in",
                    "organisation %s as user %s".formatted(s.organizationId(), s.userId())));
    if (session.isPresent()) {
      looking
          .at("API version", api::usedVersion, this::version)
          .map(SalesforceVersions::lifetime)
          .ifPresent(l -> looking.add(l.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))));
      objects();
      ours();
      tasks();
      if (settings.auditCopy()) {
        audit();
      }
      looking.add(calls(api.usage().last()));
    }
    return looking.found();
  }

  private Check version(String used) {
    return used.equals(settings.apiVersion())
        ? Check.ok("API version", used)
        : Check.warning(
            "API version",
            "the organisation offers %s at most, Tieout is tested with %s; ask Salesforce when it is upgraded"
                .formatted(used, settings.apiVersion()));
  }

  private void objects() {
    readable(DealFields.OBJECT, DealFields.STANDARD, alsoOfDeals());
    readable("OpportunityLineItem", SalesforceRows.LINE, List.of());
    readable("Account", SalesforceRows.ACCOUNT, alsoOfAccounts());
    readable("Contact", SalesforceRows.CONTACT, List.of());
    readable("OpportunityContactRole", List.of("ContactId", "Role", "IsPrimary"), List.of());
    readable("Product2", SalesforceRows.PRODUCT, List.of("ProductCode"));
    readable("Quote", SalesforceRows.QUOTE, List.of());
  }

  private List<String> alsoOfDeals() {
    List<String> wanted = new ArrayList<>(settings.terms().all());
    wanted.addAll(settings.also().deal());
    return wanted;
  }

  private List<String> alsoOfAccounts() {
    List<String> wanted = new ArrayList<>(List.of("BillingStreet", "BillingCountry"));
    wanted.addAll(settings.also().account());
    return wanted;
  }

  /// @param wanted fields we can do without
  private void readable(String object, Collection<String> needed, Collection<String> wanted) {
    String name = object + " readable";
    looking.at(
        name,
        () -> {
          fields.needed(object, needed);
          List<String> missing = new ArrayList<>(wanted);
          missing.removeAll(fields.present(object, wanted));
          return missing;
        },
        missing ->
            missing.isEmpty()
                ? Check.ok(name, "")
                : Check.warning(
                    name,
                    "%s cannot be seen; if the company keeps them, let the integration user read them, else nothing is lost"
                        .formatted(String.join(", ", missing))));
  }

  private void ours() {
    looking.at(
        "Tieout's fields writable",
        () -> {
          fields.writable(DealFields.OBJECT, settings.finance().all());
          return settings.finance().all().size();
        },
        n -> Check.ok("Tieout's fields writable", n + " fields of " + DealFields.OBJECT));
  }

  private void tasks() {
    looking.at(
        "Task creatable",
        () -> api.describe("Task").flag("createable"),
        may ->
            may
                ? Check.ok("Task creatable", "")
                : Check.failed(
                    "Task creatable", "what Tieout did is not told on the deal. " + REMEDY));
  }

  /// Asked alone where the copies are wanted: the object may not have been deployed.
  private void audit() {
    looking.at(
        "audit entries creatable",
        () -> {
          Json.Obj described = api.describe(SalesforceAudit.OBJECT);
          List<String> missing = new ArrayList<>(SalesforceAudit.FIELDS);
          described.objects("fields").stream()
              .filter(field -> field.get("createable").isEmpty() || field.flag("createable"))
              .forEach(field -> missing.remove(field.text("name")));
          boolean closed = described.get("createable").isPresent() && !described.flag("createable");
          return closed ? List.of("any record") : missing;
        },
        missing ->
            missing.isEmpty()
                ? Check.ok("audit entries creatable", SalesforceAudit.OBJECT)
                : Check.failed(
                    "audit entries creatable",
                    "the integration user may not create %s of %s. %s"
                        .formatted(String.join(", ", missing), SalesforceAudit.OBJECT, REMEDY)));
  }

  private Check calls(Optional<Usage> usage) {
    String name = "daily API calls";
    if (usage.isEmpty()) {
      return Check.warning(
          name, "Salesforce did not tell how many are used; look at Setup, System Overview");
    }
    String told = "%d of %d are used".formatted(usage.get().used(), usage.get().allowed());
    if (usage.get().beyond(settings.pollSharePercent())) {
      return Check.failed(
          name,
          told
              + ": Tieout stops polling at %d %%. Find the program that uses them in Setup, API Usage"
                  .formatted(settings.pollSharePercent()));
    }
    return usage.get().beyond(TIGHT_PERCENT)
        ? Check.warning(name, told + "; polling stops at " + settings.pollSharePercent() + " %")
        : Check.ok(name, told);
  }
}
