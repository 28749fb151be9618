package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.util.Optional;

/// Xero's items and tax rates as our records. Lines name an item by its code and a rate by its tax
/// type, so these are the ids.
final class ListReading {
  private ListReading() {}

  /// Xero deletes items without a trace and archives none: what is there is active.
  static Item item(Json.Obj in) {
    String code = in.text("Code");
    return new Item(
        code,
        Fields.text(in, "Name").orElse(code),
        Optional.of(code),
        Fields.text(in, "Description"),
        !in.has("IsSold") || in.flag("IsSold"),
        in.optObj("SalesDetails")
            .flatMap(d -> Fields.text(d, "TaxType"))
            .map(ListReading::taxed)
            .orElse(true),
        true,
        Fields.version(in));
  }

  static boolean forSales(Json.Obj in) {
    return !in.has("CanApplyToRevenue") || in.flag("CanApplyToRevenue");
  }

  static TaxCode taxCode(Json.Obj in) {
    String type = in.text("TaxType");
    return new TaxCode(
        type,
        in.text("Name"),
        Fields.text(in, "ReportTaxType"),
        taxed(type),
        in.optDecimal("EffectiveRate"),
        in.optDecimal("EffectiveRate").stream().toList(),
        in.optText("Status").map("ACTIVE"::equals).orElse(true),
        Digest.of(in).shortHex());
  }

  /// Whether sales of the type are within the tax at all; a rate of nothing still is.
  static boolean taxed(String type) {
    return !type.equals("NONE") && !type.startsWith("EXEMPT") && !type.equals("BASEXCLUDED");
  }
}
