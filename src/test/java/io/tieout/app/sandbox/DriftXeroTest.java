package io.tieout.app.sandbox;

import io.tieout.sandbox.xero.WebhookMood;

/// Drift in Xero.
class DriftXeroTest extends DriftContract {
  DriftXeroTest() {
    super(OddScene.xero());
  }

  @Override
  void loseWebhooks(boolean lost) {
    ((OddXero) scene.books()).xero().webhookMood(lost ? WebhookMood.LOST : WebhookMood.PROMPT);
  }

  /// What was posted stays in Xero.
  @Override
  String deleted() {
    return "was voided in the books";
  }
}
