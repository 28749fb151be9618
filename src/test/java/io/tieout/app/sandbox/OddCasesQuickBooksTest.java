package io.tieout.app.sandbox;

import io.tieout.app.sandbox.Board.Post;

/// The odd cases on QuickBooks.
class OddCasesQuickBooksTest extends OddCasesContract {
  OddCasesQuickBooksTest() {
    super(OddScene.quickbooks());
  }

  /// A name is unique over customers, vendors and employees together.
  @Override
  String billedDespiteSupplier(OddSale sale) {
    Post question = scene.finding(sale.word(), "is the name of a vendor");
    String name = sale.company() + " (USD)";
    scene.answer(question, "A new customer “%s”".formatted(name));
    return name;
  }
}
