package io.tieout.app.drill;

import io.tieout.app.sandbox.Clerk;
import io.tieout.app.sandbox.Vendors;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What the company sells in a drill, and how its sales people enter deals: each with an account of
/// its own, every second customer new to the books, every third deal with a quote.
final class Catalogue {
  private static final String TERMS = "Net 37";
  private static final String PRODUCT = "Drill day";
  private static final String CODE = "DRILL-1";
  private static final String PAPER =
      Base64.getEncoder()
          .encodeToString("%PDF-1.4 a quote %%EOF".getBytes(StandardCharsets.US_ASCII));

  private final SalesforceStandIn crm;
  private final Clerk clerk;
  private final String entry;

  Catalogue(Vendors vendors) {
    this.crm = vendors.salesforce();
    this.clerk = new Clerk(vendors);
    clerk.term(TERMS);
    clerk.item(PRODUCT, CODE);
    this.entry = clerk.entry(PRODUCT, CODE);
  }

  /// Enters an open deal.
  Sale enter(int number) {
    String word = Sale.word(number);
    boolean known = number % 2 == 0;
    boolean quoted = number % 3 == 0;
    if (known) {
      clerk.customer(word);
    }
    String account = clerk.account(word);
    String deal = clerk.deal(word, account, TERMS);
    clerk.bills(deal, clerk.contact(word, account, "bills"));
    clerk.line(deal, entry, quantity(number));
    if (quoted) {
      quote(word, deal, number);
    }
    return new Sale(number, word, deal, known, quoted);
  }

  private void quote(String word, String deal, int number) {
    String quote = clerk.quote(word, deal, List.of(entry), quantity(number));
    crm.create(
        "ContentVersion",
        Json.object()
            .put("Title", "Quote for " + word)
            .put("PathOnClient", "quote.pdf")
            .put("FirstPublishLocationId", quote)
            .put("VersionData", PAPER)
            .build());
    clerk.sync(deal, quote);
  }

  private static int quantity(int number) {
    return 1 + number % 7;
  }
}
