package io.tieout.vendor.xero;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person can do about a refusal. Xero gives no codes: its sentences are recognised by
/// words, and the code is ours.
///
/// @param code empty for a sentence we do not know
/// @param field Xero's field it is about
record XeroAdvice(Optional<String> code, Optional<String> field, String remedy) {
  /// Another document has the number.
  static final String NUMBER_TAKEN = "DUPLICATE_NUMBER";

  private static final XeroAdvice UNKNOWN =
      new XeroAdvice(Optional.empty(), Optional.empty(), "Xero refused it");

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "lock date",
              "CLOSED_PERIOD",
              "Date",
              "Date lies in a closed period; date it after the organisation's lock dates, or have an adviser move them"),
          new Rule(
              "already assigned to another contact",
              "DUPLICATE_NAME",
              "Name",
              "Name is already used by another contact, perhaps a supplier; use that contact or choose another name"),
          new Rule(
              "must be unique",
              NUMBER_TAKEN,
              "InvoiceNumber",
              "the number is already used by another document; let Xero number it"),
          new Rule(
              "not subscribed to currency",
              "CURRENCY",
              "CurrencyCode",
              "CurrencyCode is not enabled in the organisation; add the currency in Xero, or bill in another"),
          new Rule(
              "archived",
              "ARCHIVED_CONTACT",
              "Contact",
              "the contact is archived; restore it in Xero or bill another"),
          new Rule(
              "item code",
              "ITEM_CODE",
              "ItemCode",
              "a line's ItemCode is not an item of the organisation; choose another item"),
          new Rule(
              "account code",
              "ACCOUNT_CODE",
              "AccountCode",
              "a line has no AccountCode that can be used; give the item a sales account in Xero, or set salesAccount for lines without an item"),
          new Rule(
              "taxtype",
              "TAX_TYPE",
              "TaxType",
              "a line's TaxType cannot be used for sales; choose another tax rate"),
          new Rule(
              "expected line total",
              "LINE_AMOUNT",
              "LineAmount",
              "a line's LineAmount is not Quantity times UnitAmount; correct the line"),
          new Rule(
              "sum of the lines",
              "TOTAL",
              "Total",
              "the Total is not the sum of the lines; correct the lines"),
          new Rule(
              "not of valid status",
              "STATUS",
              "Status",
              "the document's Status no longer allows this; read it again and decide anew"),
          new Rule("duedate", "DUE_DATE", "DueDate", "DueDate is missing; give a day"),
          new Rule(
              "email",
              "EMAIL",
              "EmailAddress",
              "EmailAddress is not one that Xero takes; correct it"),
          new Rule(
              "exceeds the amount outstanding",
              "AMOUNT",
              "Amount",
              "Amount is more than is outstanding; pay less"));

  private record Rule(String words, String code, String field, String remedy) {}

  /// For the first sentence that is known.
  static XeroAdvice of(List<String> said) {
    return said.stream()
        .map(s -> s.toLowerCase(Locale.ROOT))
        .flatMap(s -> RULES.stream().filter(r -> s.contains(r.words())))
        .findFirst()
        .map(r -> new XeroAdvice(Optional.of(r.code()), Optional.of(r.field()), r.remedy()))
        .orElse(UNKNOWN);
  }
}
