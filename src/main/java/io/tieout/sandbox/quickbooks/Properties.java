package io.tieout.sandbox.quickbooks;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which properties a query may name. Notes, memos and lines cannot be searched.
final class Properties {
  private static final Set<String> COMMON =
      Set.of("id", "metadata.createtime", "metadata.lastupdatedtime", "synctoken");
  private static final Set<String> NAMES =
      Set.of(
          "displayname",
          "givenname",
          "middlename",
          "familyname",
          "companyname",
          "active",
          "fullyqualifiedname",
          "printoncheckname",
          "primaryemailaddr",
          "balance",
          "job",
          "parentref",
          "taxable");
  private static final Set<String> SALES =
      Set.of(
          "docnumber",
          "txndate",
          "duedate",
          "customerref",
          "totalamt",
          "balance",
          "salestermref",
          "emailstatus",
          "txnstatus",
          "expirationdate",
          "currencyref");
  private static final Map<Kind, Set<String>> OWN =
      Map.ofEntries(
          Map.entry(Kind.CUSTOMER, NAMES),
          Map.entry(Kind.VENDOR, NAMES),
          Map.entry(Kind.EMPLOYEE, NAMES),
          Map.entry(
              Kind.ITEM,
              Set.of(
                  "name",
                  "active",
                  "type",
                  "sku",
                  "fullyqualifiedname",
                  "unitprice",
                  "incomeaccountref",
                  "taxable")),
          Map.entry(
              Kind.ACCOUNT,
              Set.of(
                  "name",
                  "active",
                  "accounttype",
                  "accountsubtype",
                  "classification",
                  "fullyqualifiedname",
                  "acctnum")),
          Map.entry(Kind.TERM, Set.of("name", "active", "duedays", "type")),
          Map.entry(Kind.PAYMENT_METHOD, Set.of("name", "active", "type")),
          Map.entry(Kind.TAX_CODE, Set.of("name", "active", "taxable", "taxgroup")),
          Map.entry(Kind.TAX_RATE, Set.of("name", "active", "ratevalue")),
          Map.entry(Kind.TAX_AGENCY, Set.of("displayname")),
          Map.entry(Kind.INVOICE, SALES),
          Map.entry(Kind.CREDIT_MEMO, SALES),
          Map.entry(Kind.ESTIMATE, SALES),
          Map.entry(
              Kind.PAYMENT,
              Set.of(
                  "txndate",
                  "customerref",
                  "totalamt",
                  "unappliedamt",
                  "paymentrefnum",
                  "paymentmethodref",
                  "deposittoaccountref",
                  "currencyref")),
          Map.entry(Kind.JOURNAL_ENTRY, Set.of("docnumber", "txndate", "totalamt")),
          Map.entry(
              Kind.ATTACHABLE,
              Set.of("filename", "attachableref.entityref.type", "attachableref.entityref.value")));

  private Properties() {}

  static void mustBeQueryable(Kind kind, String property) {
    Set<String> known = new HashSet<>(COMMON);
    known.addAll(OWN.getOrDefault(kind, Set.of()));
    if (!known.contains(property.toLowerCase(Locale.ROOT))) {
      throw Refusal.badQuery("Property " + property + " not found for Entity " + kind.apiName());
    }
  }
}
