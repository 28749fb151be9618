package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// Customers to and from QuickBooks' JSON.
final class CustomerMapping {
  private CustomerMapping() {}

  static Customer read(Json.Obj in, CurrencyUnit home, URI appBase) {
    String id = in.text("Id");
    CurrencyUnit currency = Fields.currency(in, home);
    return new Customer(
        id,
        in.text("DisplayName"),
        Fields.text(in, "CompanyName"),
        in.optObj("PrimaryEmailAddr").flatMap(e -> Fields.text(e, "Address")),
        in.optObj("PrimaryPhone").flatMap(p -> Fields.text(p, "FreeFormNumber")),
        Fields.address(in, "BillAddr"),
        Fields.address(in, "ShipAddr"),
        Optional.of(currency),
        Fields.ref(in, "SalesTermRef"),
        !in.has("Taxable") || in.flag("Taxable"),
        !in.has("Active") || in.flag("Active"),
        Fields.moneyOrZero(in, "Balance", currency),
        Fields.text(in, "Notes"),
        in.text("SyncToken"),
        appBase + "/app/customerdetail?nameId=" + id);
  }

  /// The body that creates the customer. The currency is named only where multicurrency is on: the
  /// others refuse the field.
  static Json.Obj body(CustomerDraft draft, Book book) {
    checkName(draft.displayName());
    Limits.check("Notes", draft.mark(), Limits.CUSTOMER_NOTES);
    JsonObjBuilder out = Json.object().put("DisplayName", draft.displayName());
    out.putText("CompanyName", draft.companyName());
    draft.email().ifPresent(e -> out.put("PrimaryEmailAddr", Json.object().put("Address", e)));
    draft.phone().ifPresent(p -> out.put("PrimaryPhone", Json.object().put("FreeFormNumber", p)));
    out.putJson("BillAddr", Fields.toAddress(draft.billing()));
    out.putJson("ShipAddr", Fields.toAddress(draft.shipping()));
    if (book.multicurrency()) {
      out.put("CurrencyRef", Fields.toRef(draft.currency().getCode()));
    } else {
      Limits.checkCurrency(draft.currency(), book);
    }
    return out.put("Notes", draft.mark()).build();
  }

  private static void checkName(String name) {
    Limits.check("DisplayName", name, Limits.DISPLAY_NAME);
    if (name.isBlank() || name.chars().anyMatch(c -> c == ':' || c == '\t' || c == '\n')) {
      throw new Fault.Refused(
              "the customer's DisplayName '%s' is empty or holds a colon, a tab or a line break, which QuickBooks refuses; name the customer without it"
                  .formatted(name.strip()),
              "6000",
              Optional.of("DisplayName"))
          .asException();
    }
  }
}
