package io.tieout.app.sandbox;

/// The odd currencies on QuickBooks.
class OddCurrenciesQuickBooksTest extends OddCurrenciesContract {
  OddCurrenciesQuickBooksTest() {
    super(OddScene.quickbooks());
  }

  /// A customer's currency never changes, so there is a second customer for the euros.
  @Override
  String billedInEuros(OddSale sale) {
    String name = sale.company() + " (EUR)";
    scene.answer(scene.finding(sale.word(), "is billed in USD for good"), name);
    return name;
  }
}
