package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.world.OnePagePdf;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Prints a quote as a one-page PDF.
final class QuotePdf {
  private QuotePdf() {}

  static byte[] of(String seller, Json.Obj quote, Json.Obj account, List<Json.Obj> lines) {
    List<String> text = new ArrayList<>();
    text.add(seller);
    text.add("Quote " + quote.text("QuoteNumber") + ": " + quote.text("Name"));
    text.add("For: " + account.text("Name"));
    text.add("");
    for (Json.Obj line : lines) {
      text.add(
          "%s  %s x %s less %s %%  =  %s"
              .formatted(
                  line.optText("Description").orElse(line.text("LineNumber")),
                  plain(line, "Quantity"),
                  plain(line, "UnitPrice"),
                  plain(line, "Discount"),
                  plain(line, "TotalPrice")));
    }
    text.add("");
    text.add("Grand total: USD " + Values.decimal(quote, "GrandTotal").setScale(2).toPlainString());
    return OnePagePdf.print(text);
  }

  private static String plain(Json.Obj line, String field) {
    return Values.decimal(line, field).toPlainString();
  }
}
