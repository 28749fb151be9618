package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.CrmFeedContract;
import io.tieout.fact.crm.CrmStage;

class HubSpotFeedContractTest extends CrmFeedContract {
  @Override
  protected CrmStage open() {
    return new HubSpotStage();
  }
}
