package io.tieout.app.sandbox;

/// The odd cases on Xero.
class OddCasesXeroTest extends OddCasesContract {
  OddCasesXeroTest() {
    super(OddScene.xero());
  }

  /// A supplier is a contact, and a contact can be billed.
  @Override
  String billedDespiteSupplier(OddSale sale) {
    return OddSale.company(sale.word());
  }
}
