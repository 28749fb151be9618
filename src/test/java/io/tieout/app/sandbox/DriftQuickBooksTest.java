package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.quickbooks.WebhookMood;
import io.tieout.value.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Drift in QuickBooks.
class DriftQuickBooksTest extends DriftContract {
  DriftQuickBooksTest() {
    super(OddScene.quickbooks());
  }

  private QuickBooksStandIn quickbooks() {
    return ((OddQuickBooks) scene.books()).quickbooks().standIn();
  }

  @Override
  void loseWebhooks(boolean lost) {
    quickbooks().webhookMood(lost ? WebhookMood.NEVER : WebhookMood.PROMPT);
  }

  @Override
  String deleted() {
    return "was deleted from the books";
  }

  /// A parent customer may pay for its sub-customers; Xero knows no such thing.
  @Test
  void a_payment_of_another_customer_is_told() {
    Sold sold = sold();
    Json.Obj invoice = quickbooks().document("Invoice", sold.id()).orElseThrow();
    String parent = scene.books().customer("Holding of " + sold.sale().word());
    Json.Obj ref = Json.object().put("value", parent).build();
    quickbooks()
        .edit(
            "Customer",
            invoice.obj("CustomerRef").text("value"),
            Json.object().put("ParentRef", ref).put("Job", true).build());
    Json.Obj link = Json.object().put("TxnId", sold.id()).put("TxnType", "Invoice").build();
    quickbooks()
        .enter(
            "Payment",
            Json.object()
                .put("CustomerRef", ref)
                .put("TotalAmt", 2000)
                .put(
                    "Line",
                    List.of(
                        Json.object().put("Amount", 2000).put("LinkedTxn", List.of(link)).build()))
                .build());
    assertThat(told(sold, "not paid as it was approved"))
        .contains("USD 2,000.00 were paid by another customer, Holding of");
  }
}
