package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.CrmContract;
import io.tieout.fact.crm.CrmStage;

class SalesforceContractTest extends CrmContract {
  @Override
  protected CrmStage open() {
    return new SalesforceStage();
  }
}
