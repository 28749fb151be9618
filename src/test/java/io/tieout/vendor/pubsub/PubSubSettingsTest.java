package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PubSubSettingsTest {
  private static final PubSubSettings DEFAULT = PubSubSettings.of("/data/Tieout__chn");

  @Test
  void the_defaults_are_salesforce_s_own_service_with_tls() {
    assertThat(DEFAULT.host()).isEqualTo("api.pubsub.salesforce.com");
    assertThat(DEFAULT.port()).isEqualTo(7443);
    assertThat(DEFAULT.plaintext()).isFalse();
    assertThat(DEFAULT.window()).isEqualTo(100);
    assertThat(DEFAULT.silence()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void plaintext_stays_on_this_machine() {
    assertThat(DEFAULT.onLoopback("127.0.0.1", 7000).plaintext()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.onLoopback("pubsub.example.com", 7443))
        .withMessageContaining("pubsub.example.com")
        .withMessageContaining("TLS");
  }

  @Test
  void what_cannot_work_is_refused_with_the_reason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PubSubSettings.of("OpportunityChangeEvent"))
        .withMessageContaining("OpportunityChangeEvent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withWindow(101))
        .withMessageContaining("101");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.onLoopback("localhost", 0))
        .withMessageContaining("port");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withSilence(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReplayPosition(" ", Instant.EPOCH));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayPosition("not base 64", Instant.EPOCH));
  }
}
