package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Desk;
import io.tieout.sandbox.xerobooks.InvoicePdf;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Papers;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.sandbox.xerobooks.Reports;
import io.tieout.sandbox.xerobooks.Seeding;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One tenant: an organisation with books of its own.
record Organisation(
    String tenantId, Books books, Desk desk, Papers papers, Reports reports, Instant since) {

  /// An organisation with everything of the company in its books.
  static Organisation seeded(
      Profile profile, Company company, InstantSource clock, RandomGenerator random) {
    String tenantId = Ids.fresh(random);
    Books books = new Books(profile, clock, random);
    Desk desk = new Desk(books);
    new Seeding(books, desk, company).run();
    return new Organisation(
        tenantId, books, desk, new Papers(books), new Reports(books), company.start());
  }

  String name() {
    return books.profile().name();
  }

  /// An invoice or a credit note on paper; empty when there is none.
  Optional<HttpAnswer> printed(Kind kind, String id) {
    return books.alone(() ->
        books
            .find(kind, id)
            .map(row -> {
              String contact = row.doc().obj("Contact").text("ContactID");
              String name = books.need(Kind.CONTACT, contact).text("Name");
              return HttpAnswer.of(200, "application/pdf", InvoicePdf.of(row, name));
            }));
  }

  /// The organisation as its own endpoint shows it.
  Json.Obj shown() {
    Profile profile = books.profile();
    return Json.object()
        .put("OrganisationID", tenantId)
        .put("APIKey", "")
        .put("Name", profile.name())
        .put("LegalName", profile.name())
        .put("PaysTax", true)
        .put("Version", profile.country().equals("GB") ? "UK" : profile.country())
        .put("OrganisationType", "COMPANY")
        .put("BaseCurrency", profile.base().getCode())
        .put("CountryCode", profile.country())
        .put("IsDemoCompany", false)
        .put("OrganisationStatus", "ACTIVE")
        .put("FinancialYearEndDay", 31)
        .put("FinancialYearEndMonth", 12)
        .put("SalesTaxBasis", "ACCRUALS")
        .put("SalesTaxPeriod", "QUARTERLY")
        .put("DefaultSalesTax", "Tax Exclusive")
        .put("DefaultPurchasesTax", "Tax Exclusive")
        .putText("PeriodLockDate", books.lockDates().period().map(Stamps::date))
        .putText("EndOfYearLockDate", books.lockDates().year().map(Stamps::date))
        .put("CreatedDateUTC", Stamps.moment(since))
        .put("OrganisationEntityType", "COMPANY")
        .put("Timezone", zoneName(profile))
        .put("ShortCode", "!" + tenantId.substring(0, 5).replace("-", "x"))
        .put("Edition", "BUSINESS")
        .put("Class", "PREMIUM")
        .put("LineOfBusiness", "Software")
        .build();
  }

  /// The vendor names zones in one word of capitals.
  private static String zoneName(Profile profile) {
    return Optional.of(profile.zone().getId())
        .map(id ->
            switch (id) {
              case "America/New_York" -> "EASTERNSTANDARDTIME";
              case "Europe/London" -> "GMTSTANDARDTIME";
              case "Australia/Sydney" -> "AUSEASTERNSTANDARDTIME";
              default -> id.replaceAll("[^A-Za-z]", "").toUpperCase(java.util.Locale.ROOT);
            })
        .orElseThrow();
  }
}
