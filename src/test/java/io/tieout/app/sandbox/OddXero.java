package io.tieout.app.sandbox;

import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.xero.Clerk;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Xero in its bookkeepers' hands.
record OddXero(XeroStandIn xero) implements OddBooks {
  private static final String SALES = "200";

  private Clerk clerk() {
    return xero.clerk();
  }

  @Override
  public BooksSide side() {
    return xero;
  }

  @Override
  public void item(String name, String code) {
    clerk()
        .enter(
            "Items",
            Json.object()
                .put("Code", code)
                .put("Name", name)
                .put("SalesDetails", Json.object().put("AccountCode", SALES).put("TaxType", "NONE"))
                .build());
  }

  @Override
  public String customer(String name) {
    return clerk().enter("Contacts", Json.object().put("Name", name).build());
  }

  @Override
  public void retire(String customerId) {
    clerk().archive(customerId);
  }

  @Override
  public void restore(String customerId) {
    clerk().edit("Contacts", customerId, Json.object().put("ContactStatus", "ACTIVE").build());
  }

  @Override
  public void supplier(String name) {
    clerk().addSupplier(name, Amounts.exact(xero.home(), BigDecimal.TEN));
  }

  @Override
  public void close(LocalDate through) {
    clerk().lockDates(new LockDates(Optional.of(through), Optional.empty()));
  }

  @Override
  public void reopen() {
    clerk().lockDates(LockDates.NONE);
  }

  @Override
  public void keep(String currency) {
    clerk().enter("Currencies", Json.object().put("Code", currency).build());
  }

  /// Xero always numbers what comes without a number.
  @Override
  public void numberByHand(boolean on) {}

  @Override
  public void invoiceByHand(String customerId, String code, String number) {
    Json.Obj line =
        Json.object()
            .put("Description", "Entered by hand")
            .put("ItemCode", code)
            .put("Quantity", 1)
            .put("UnitAmount", 2000)
            .build();
    clerk()
        .enter(
            "Invoices",
            Json.object()
                .put("Type", "ACCREC")
                .put("Status", "AUTHORISED")
                .put("InvoiceNumber", number)
                .put("Contact", Json.object().put("ContactID", customerId))
                .put("DueDate", "2031-12-31")
                .put("LineItems", List.of(line))
                .build());
  }

  @Override
  public List<String> billable() {
    return clerk().documents("Contacts").stream().map(c -> c.text("Name")).toList();
  }

  @Override
  public String nextNumber() {
    return OddBooks.after(xero.invoices(), "INV-", 4);
  }
}
