package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Optional;

/// The chart of accounts an organisation begins with, and which account does what.
final class Chart {
  static final String RECEIVABLE = "DEBTORS";
  static final String PAYABLE = "CREDITORS";
  static final String TAX = "GST";
  static final String SALES = "200";

  /// code | name | type | system account | o, i or n: taxed as output, input or not | p: takes
  /// payments
  private static final String ACCOUNTS =
      """
      090 | Business Bank Account    | BANK      |                       | n | -
      091 | Business Savings Account | BANK      |                       | n | -
      200 | Sales                    | REVENUE   |                       | o | -
      260 | Other Revenue            | REVENUE   |                       | o | -
      404 | Bank Fees                | EXPENSE   |                       | n | -
      485 | Subscriptions            | EXPENSE   |                       | i | -
      499 | Realised Currency Gains  | EXPENSE   | REALISEDCURRENCYGAINS | n | -
      610 | Accounts Receivable      | CURRENT   | DEBTORS               | n | -
      611 | Unbilled Receivables     | CURRENT   |                       | n | -
      615 | Undeposited Funds        | CURRENT   |                       | n | p
      800 | Accounts Payable         | CURRLIAB  | CREDITORS             | n | -
      815 | Deferred Revenue         | CURRLIAB  |                       | n | -
      820 | Sales Tax                | CURRLIAB  | GST                   | n | -
      860 | Rounding                 | CURRLIAB  | ROUNDING              | n | -
      960 | Retained Earnings        | EQUITY    | RETAINEDEARNINGS      | n | -
      """;

  private Chart() {}

  static void load(Books books) {
    for (String line : ACCOUNTS.lines().toList()) {
      List<String> cells = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
      JsonObjBuilder doc =
          Json.object()
              .put("Code", cells.get(0))
              .put("Name", cells.get(1))
              .put("Status", "ACTIVE")
              .put("Type", cells.get(2))
              .put("TaxType", tax(books.profile().country(), cells.get(4)))
              .put("Class", classOf(cells.get(2)))
              .put("EnablePaymentsToAccount", cells.get(5).equals("p"))
              .put("ShowInExpenseClaims", false)
              .put("HasAttachments", false);
      if (!cells.get(3).isEmpty()) {
        doc.put("SystemAccount", cells.get(3));
      }
      if (cells.get(2).equals("BANK")) {
        doc.put("BankAccountNumber", "0105550" + cells.get(0))
            .put("BankAccountType", "BANK")
            .put("CurrencyCode", books.profile().base().getCode());
      }
      books.insert(Kind.ACCOUNT, doc.build(), false);
    }
  }

  private static String tax(String country, String use) {
    return switch (use) {
      case "o" -> country.equals("US") ? "NONE" : TaxTables.taxedSales(country);
      case "i" -> country.equals("GB") ? "INPUT2" : "INPUT";
      default -> "NONE";
    };
  }

  /// The class a type belongs to; empty when there is no such type.
  static String classOf(String type) {
    return switch (type) {
      case "BANK", "CURRENT", "FIXED", "INVENTORY", "NONCURRENT", "PREPAYMENT" -> "ASSET";
      case "CURRLIAB", "LIABILITY", "TERMLIAB" -> "LIABILITY";
      case "REVENUE", "SALES", "OTHERINCOME" -> "REVENUE";
      case "EXPENSE", "DIRECTCOSTS", "OVERHEADS", "DEPRECIATN" -> "EXPENSE";
      case "EQUITY" -> "EQUITY";
      default -> "";
    };
  }

  static Row system(Books books, String name) {
    return books.all(Kind.ACCOUNT).stream()
        .filter(a -> a.text("SystemAccount").equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.because("the organisation has no account " + name));
  }

  /// By `AccountID` or by code.
  static Optional<Row> named(Books books, Json.Obj ref) {
    return Docs.text(ref, "AccountID")
        .flatMap(id -> books.find(Kind.ACCOUNT, id))
        .or(() -> Docs.text(ref, "Code").flatMap(c -> books.by(Kind.ACCOUNT, Key.Of.CODE, c)));
  }

  /// Bank accounts and the control accounts are kept by the vendor itself.
  static boolean controlled(Row account) {
    return account.text("Type").equals("BANK")
        || List.of(RECEIVABLE, PAYABLE).contains(account.text("SystemAccount"));
  }

  /// An active account money may come in to.
  static Row forPayments(Books books, Json.Obj payment) {
    Json.Obj ref = payment.optObj("Account").orElseGet(() -> Json.object().build());
    Row account =
        named(books, ref)
            .filter(a -> a.text("Status").equals("ACTIVE"))
            .orElseThrow(() -> Refused.because("Account could not be found"));
    if (!account.text("Type").equals("BANK") && !account.doc().flag("EnablePaymentsToAccount")) {
      throw Refused.because(
          "The account type is invalid: account '%s' is neither a bank account nor enabled for payments"
              .formatted(account.text("Code")));
    }
    return account;
  }

  static Json.Obj shortly(Row account) {
    return Json.object()
        .put("AccountID", account.id())
        .put("Code", account.text("Code"))
        .put("Name", account.text("Name"))
        .build();
  }
}
