package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.CrmFeedContract;
import io.tieout.fact.crm.CrmStage;

class SalesforceFeedContractTest extends CrmFeedContract {
  @Override
  protected CrmStage open() {
    return new SalesforceStage();
  }
}
