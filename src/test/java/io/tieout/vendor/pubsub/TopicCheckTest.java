package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `check` tells of the channel of change events.
class TopicCheckTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_channel_that_is_there_and_may_be_read_is_fine_and_nothing_is_subscribed_to() {
    Check check = TopicCheck.of(rig.settings(), rig.crm.sessions());

    assertThat(check.outcome()).as(check.told()).isEqualTo(Outcome.OK);
    assertThat(check.told()).contains("/data/Tieout__chn");
    assertThat(rig.pubsub.subscriptions()).isEmpty();
  }

  @Test
  void a_channel_that_was_not_deployed_is_told_with_what_to_set_up() {
    PubSubSettings other =
        PubSubSettings.of("/data/Other__chn").onLoopback(rig.pubsub.host(), rig.pubsub.port());

    Check check = TopicCheck.of(other, rig.crm.sessions());

    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.told())
        .contains("/data/Other__chn")
        .contains("manifest/salesforce")
        .contains("Setup, Change Data Capture")
        .contains("salesforce.change_topic")
        .contains("polling");
  }

  @Test
  void a_user_who_may_not_subscribe_is_told_with_the_permission() {
    rig.pubsub.mayRead(false);

    Check check = TopicCheck.of(rig.settings(), rig.crm.sessions());

    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.told()).contains("View All").contains("Tieout_Integration");
  }

  @Test
  void a_pubsub_api_that_cannot_be_reached_is_a_warning() {
    PubSubSettings nobody = rig.settings().onLoopback("127.0.0.1", 1);

    Check check = TopicCheck.of(nobody, rig.crm.sessions());

    assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(check.told()).contains("UNAVAILABLE");
  }

  @Test
  void a_log_in_that_fails_is_told_instead() {
    rig.salesforce.close();

    Check check = TopicCheck.of(rig.settings(), rig.crm.sessions());

    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.told()).contains("Salesforce");
  }
}
