package io.tieout.vendor.hubspot;

import static io.tieout.vendor.hubspot.CannedHubSpot.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The right to read ends in the middle of reading. That is never taken for a record that is not
/// there.
class HubSpotMidwayTest {
  private static final String OLD = "2026-11-21T08:00:00Z";

  private final CannedHubSpot hubspot = new CannedHubSpot();
  private final HubSpotCrm crm =
      new HubSpotCrm(
          HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret("k3y"))),
          new Timing(() -> Instant.parse(CannedHubSpot.NOW), new Random(7), _ -> {}));

  @BeforeEach
  void deal() {
    hubspot.putAt(
        "deals",
        10,
        OLD,
        "dealname=x",
        "pipeline=881",
        "dealstage=1001",
        "closedate=2026-11-20",
        "amount=150");
    hubspot.putAt("companies", 20, OLD, "name=Acme Ltd");
    hubspot.link("deals", 10, "companies", 20, 5, "");
    for (int id = 1000; id < 1150; id++) {
      hubspot.putAt("line_items", id, OLD, "price=1", "quantity=1", "amount=1");
      hubspot.link("deals", 10, "line_items", id, 19, "");
    }
  }

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  private static Fault faultOf(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }

  @Test
  void a_key_that_ends_between_two_batches_leaves_no_short_list_of_lines() {
    assertThat(crm.lines("10")).hasSize(150);
    AtomicInteger batches = new AtomicInteger();
    hubspot.first =
        call ->
            call.path().endsWith("line_items/batch/read") && batches.incrementAndGet() > 1
                ? Optional.of(error(401, "INVALID_AUTHENTICATION", "the key was deactivated"))
                : Optional.empty();
    assertThat(faultOf(() -> crm.lines("10"))).isInstanceOf(Fault.Broken.class);
    assertThat(batches).hasValue(2);
  }

  @Test
  void a_refused_key_is_no_absent_record() {
    assertThat(crm.deal("10")).isPresent();
    hubspot.first =
        _ -> Optional.of(error(401, "INVALID_AUTHENTICATION", "the key was deactivated"));
    assertThat(faultOf(() -> crm.deal("10"))).isInstanceOf(Fault.Broken.class);
    assertThat(faultOf(() -> crm.account("20"))).isInstanceOf(Fault.Broken.class);
    hubspot.first = _ -> Optional.empty();
    assertThat(crm.deal("11")).isEmpty();
  }
}
