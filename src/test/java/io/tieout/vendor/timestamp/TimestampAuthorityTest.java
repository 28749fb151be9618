package io.tieout.vendor.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Digest;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Time-stamps from an authority that signs real tokens.
class TimestampAuthorityTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));
  private static final byte[] CONTENT = "what is stamped".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private StandInAuthority standIn;
  private TimestampTrust trust;
  private TimestampAuthority authority;

  @BeforeEach
  void open() throws GeneralSecurityException, IOException {
    standIn = new StandInAuthority(CLOCK);
    trust = TimestampTrust.ofPem(standIn.rootPem(folder.resolve("root.pem")));
    authority = new TimestampAuthority(standIn.uri(), trust, timing());
  }

  @AfterEach
  void close() {
    authority.close();
    standIn.close();
  }

  @Test
  void a_token_tells_what_it_seals_when_and_by_whom() {
    byte[] token = authority.stamp(CONTENT);

    assertThat(Timestamp.looksLike(token)).isTrue();
    assertThat(Timestamp.read(token, trust))
        .isEqualTo(new Timestamp(Digest.of(CONTENT), CLOCK.instant(), "CN=Stand-in Clock"));
  }

  @Test
  void a_token_changed_in_any_byte_proves_nothing() {
    byte[] token = authority.stamp(CONTENT);
    for (int at = token.length / 10; at < token.length; at += token.length / 10) {
      byte[] changed = token.clone();
      changed[at] ^= 0x21;
      boolean same;
      try {
        same =
            Timestamp.read(changed, trust)
                .equals(new Timestamp(Digest.of(CONTENT), CLOCK.instant(), "CN=Stand-in Clock"));
      } catch (RuntimeException e) {
        assertThat(e).as("byte %d", at).isInstanceOf(TimestampException.class);
        continue;
      }
      // Bytes that no signature covers, such as those of the root it brings along.
      assertThat(same).as("byte %d", at).isTrue();
    }
  }

  @Test
  void a_token_of_somebody_else_s_root_proves_nothing() {
    byte[] token = authority.stamp(CONTENT);

    assertThatThrownBy(() -> Timestamp.read(token, TimestampTrust.ofJava()))
        .isInstanceOf(TimestampException.class)
        .hasMessage("its certificate (CN=Stand-in Clock) leads to none of the trusted roots");
  }

  @Test
  void an_authority_that_is_not_trusted_is_refused_at_once() {
    try (TimestampAuthority doubted =
        new TimestampAuthority(standIn.uri(), TimestampTrust.ofJava(), timing())) {
      assertThatThrownBy(() -> doubted.stamp(CONTENT))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("not to be trusted")
          .hasMessageContaining("root certificate");
    }
  }

  @Test
  void the_token_of_another_request_is_refused() {
    authority.stamp("another".getBytes(StandardCharsets.UTF_8));
    standIn.become(StandInAuthority.Mood.REPLAYS);

    assertThatThrownBy(() -> authority.stamp(CONTENT)).hasMessageContaining("not to be trusted");
  }

  @Test
  void a_refusal_is_told_in_the_authority_s_words() {
    standIn.become(StandInAuthority.Mood.REFUSES);

    assertThatThrownBy(() -> authority.stamp(CONTENT))
        .hasMessageContaining("the clock is not set")
        .extracting(e -> ((FaultException) e).fault())
        .isInstanceOf(Fault.Refused.class);
  }

  @Test
  void what_is_no_token_and_no_certificate_is_told() throws IOException {
    assertThatThrownBy(() -> Timestamp.read(new byte[] {0x30, 0x03, 1, 1, 1}, trust))
        .isInstanceOf(TimestampException.class);
    Path text = Files.writeString(folder.resolve("x.pem"), "");
    assertThatThrownBy(() -> TimestampTrust.ofPem(text)).hasMessageContaining("root certificate");
  }

  private static Timing timing() {
    return new Timing(CLOCK, new Random(5), Pause.sleeping());
  }
}
