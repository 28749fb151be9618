package io.tieout.app.sandbox;

import io.tieout.sandbox.quickbooks.QuickBooksSide;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.quickbooks.Settings;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;

/// QuickBooks in its bookkeepers' hands.
record OddQuickBooks(QuickBooksSide quickbooks) implements OddBooks {
  private QuickBooksStandIn books() {
    return quickbooks.standIn();
  }

  @Override
  public BooksSide side() {
    return quickbooks;
  }

  @Override
  public void item(String name, String code) {
    String income =
        books().documents("Account").stream()
            .filter(a -> a.text("AccountType").equals("Income"))
            .findFirst()
            .orElseThrow()
            .text("Id");
    books()
        .enter(
            "Item",
            Json.object()
                .put("Name", name)
                .put("Type", "Service")
                .put("Sku", code)
                .put("Taxable", false)
                .put("IncomeAccountRef", Json.object().put("value", income))
                .build());
  }

  @Override
  public String customer(String name) {
    return books()
        .enter("Customer", Json.object().put("DisplayName", name).put("Taxable", true).build())
        .text("Id");
  }

  @Override
  public void retire(String customerId) {
    books().edit("Customer", customerId, Json.object().put("Active", false).build());
  }

  @Override
  public void restore(String customerId) {
    books().edit("Customer", customerId, Json.object().put("Active", true).build());
  }

  @Override
  public void supplier(String name) {
    books().enter("Vendor", Json.object().put("DisplayName", name).build());
  }

  @Override
  public void close(LocalDate through) {
    books().change(s -> s.closedOn(through));
  }

  @Override
  public void reopen() {
    books().change(Settings::reopened);
  }

  @Override
  public void keep(String currency) {
    books().change(Settings::withMulticurrency);
  }

  @Override
  public void numberByHand(boolean on) {
    books().change(s -> s.withCustomNumbers(on));
  }

  @Override
  public void invoiceByHand(String customerId, String code, String number) {
    String item =
        books().documents("Item").stream()
            .filter(i -> i.optText("Sku").filter(code::equals).isPresent())
            .findFirst()
            .orElseThrow()
            .text("Id");
    Json.Obj detail =
        Json.object()
            .put("ItemRef", Json.object().put("value", item))
            .put("Qty", 1)
            .put("UnitPrice", 2000)
            .build();
    Json.Obj line =
        Json.object()
            .put("Amount", 2000)
            .put("DetailType", "SalesItemLineDetail")
            .put("SalesItemLineDetail", detail)
            .build();
    books()
        .enter(
            "Invoice",
            Json.object()
                .put("CustomerRef", Json.object().put("value", customerId))
                .put("DocNumber", number)
                .put("Line", List.of(line))
                .build());
  }

  @Override
  public List<String> billable() {
    return books().documents("Customer").stream().map(c -> c.text("DisplayName")).toList();
  }

  @Override
  public String nextNumber() {
    return OddBooks.after(quickbooks.invoices(), "", 1);
  }
}
