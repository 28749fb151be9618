package io.tieout.app.sandbox;

/// The odd currencies on Xero.
class OddCurrenciesXeroTest extends OddCurrenciesContract {
  OddCurrenciesXeroTest() {
    super(OddScene.xero());
  }

  /// A contact is billed in any currency of the organisation.
  @Override
  String billedInEuros(OddSale sale) {
    return sale.company();
  }
}
