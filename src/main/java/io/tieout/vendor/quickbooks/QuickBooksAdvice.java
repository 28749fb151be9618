package io.tieout.vendor.quickbooks;

import io.tieout.vendor.quickbooks.QuickBooksFaults.Problem;
import java.util.Locale;
import java.util.Optional;

/// What a person can do about a refusal, by QuickBooks' error code.
final class QuickBooksAdvice {
  /// The document's number is used already.
  static final String NUMBER_TAKEN = "6140";

  private QuickBooksAdvice() {}

  static String refused(Problem p) {
    return switch (code(p)) {
      case "610" ->
          "the record, or one that it names, is deleted or inactive; make it active again in QuickBooks or choose another";
      case "620" ->
          "the two transactions cannot be linked; check that both are open and of one customer";
      case "2020" -> named(p, "a required field") + " is missing; fill it in";
      case "2050" -> named(p, "a text") + " is too long for QuickBooks; shorten it";
      case "2170" -> named(p, "a field") + " has a value that QuickBooks does not know";
      case "2210" -> "the e-mail address is not one that QuickBooks takes; correct it";
      case "2500" ->
          named(p, "a reference")
              + " points to a record that is missing or inactive; make it active again in QuickBooks or choose another";
      case "5010" ->
          "the record was changed by somebody else in the meantime; read it again and decide anew";
      case "5020" -> "the company's QuickBooks subscription does not include this feature";
      case "6000" -> businessRule(p);
      case "6070" ->
          "a line's Amount is not UnitPrice times Qty; correct the line's amount, price or quantity";
      case "6080" -> "DisplayName is missing; give the customer a name";
      case "6090" -> "the discount line names neither an amount nor a percentage; give one";
      case "6100" ->
          "a line's TaxCodeRef must be TAX or NON in this company; choose one of the two";
      case NUMBER_TAKEN ->
          "DocNumber is already used by another document; choose another number or let QuickBooks number it";
      case "6210" ->
          "TxnDate lies in a closed period; date it after the books' closing date, or have an accountant open the period";
      case "6240" ->
          "DisplayName is already used by a customer, a vendor or an employee, perhaps an inactive one; use that record or choose another name";
      case "6250", "6560" ->
          "CustomerRef names no valid customer; choose a customer of this company";
      case "6540" -> "the payment is already part of a deposit; take it out of the deposit first";
      default -> "QuickBooks refused it";
    };
  }

  static String broken(Problem p) {
    return switch (p.code()) {
      case "120" ->
          "the person who connected QuickBooks no longer has the right to; an administrator of the company has to connect it again";
      case "3100" -> "the app is not authorised for this company; connect it again";
      case "3200" -> "QuickBooks does not take the access token; connect the company again";
      case "6190" -> "the company's QuickBooks subscription has ended or is suspended; renew it";
      case "4001" -> "QuickBooks does not understand our query; report this";
      default -> "QuickBooks does not support the request; report this";
    };
  }

  /// The code, with closed periods always as 6210: at times they come as 5010.
  static String code(Problem p) {
    boolean closed = p.words().toLowerCase(Locale.ROOT).contains("period closed");
    return closed && p.code().equals("5010") ? "6210" : p.code();
  }

  /// The field QuickBooks named, else the one that the code is about.
  static Optional<String> field(Problem p) {
    return p.element()
        .or(() ->
            switch (code(p)) {
              case "2210" -> Optional.of("BillEmail");
              case "5010" -> Optional.of("SyncToken");
              case "6070" -> Optional.of("Amount");
              case "6080", "6240" -> Optional.of("DisplayName");
              case "6100" -> Optional.of("TaxCodeRef");
              case NUMBER_TAKEN -> Optional.of("DocNumber");
              case "6210" -> Optional.of("TxnDate");
              case "6250", "6560" -> Optional.of("CustomerRef");
              default -> Optional.empty();
            });
  }

  private static String businessRule(Problem p) {
    String words = p.words().toLowerCase(Locale.ROOT);
    if (words.contains("gst") || words.contains("vat") || words.contains("tax rate")) {
      return "a line has no tax code; choose a tax code (TaxCodeRef) for every line";
    }
    if (words.contains("service date")) {
      return "a line has no ServiceDate, which the company's revenue recognition needs; give the day the service starts";
    }
    return "the document breaks a rule of QuickBooks";
  }

  private static String named(Problem p, String otherwise) {
    return p.element().orElse(otherwise);
  }
}
