package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.CrmContract;
import io.tieout.fact.crm.CrmStage;

class HubSpotContractTest extends CrmContract {
  @Override
  protected CrmStage open() {
    return new HubSpotStage();
  }
}
