package io.tieout.vendor.xero;

import io.tieout.fact.ledger.LedgerContract;
import io.tieout.fact.ledger.LedgerStage;
import io.tieout.sandbox.xerobooks.Profile;
import org.junit.jupiter.api.Nested;

/// The connector on the stand-in, in organisations whose settings change what must be sent.
class XeroContractTest {
  @Nested
  class AnAmericanOrganisation extends LedgerContract {
    @Override
    protected LedgerStage open() {
      return new XeroStage(Profile.us("Northlight Software"), 1000);
    }
  }

  @Nested
  class ABritishOrganisationWithTaxesAndSmallPages extends LedgerContract {
    @Override
    protected LedgerStage open() {
      return new XeroStage(Profile.uk("Northlight Software"), 7);
    }
  }

  @Nested
  class AnAustralianOrganisationByCustomConnection extends LedgerContract {
    @Override
    protected LedgerStage open() {
      return new XeroStage(Profile.au("Northlight Software"), 100, true);
    }
  }
}
