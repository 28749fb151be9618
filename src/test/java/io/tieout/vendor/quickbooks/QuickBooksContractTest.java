package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.LedgerContract;
import io.tieout.fact.ledger.LedgerStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/// The connector on the stand-in, in companies whose settings change what must be sent.
class QuickBooksContractTest {
  @Nested
  class AnAmericanCompany extends LedgerContract {
    @Override
    protected LedgerStage open() {
      return new StandInStage(UnaryOperator.identity(), 1000);
    }
  }

  @Nested
  class AForeignCompanyWithCurrenciesOwnNumbersAndSmallPages extends LedgerContract {
    @Override
    protected LedgerStage open() {
      return new StandInStage(
          s -> s.withCountry("GB").withMulticurrency().withCustomNumbers(true), 7);
    }
  }
}
