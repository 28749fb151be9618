package io.tieout.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class MaskingEncoderTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void open() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void the_shipped_log_is_written_by_it() throws IOException {
    assertThat(Files.readString(Path.of("src/main/resources/logback.xml")))
        .contains("<encoder class=\"%s\">".formatted(MaskingEncoder.class.getName()))
        .containsOnlyOnce("<encoder");
  }

  @Test
  void messages_are_masked_with_what_was_put_into_them() {
    Json.Obj line =
        logged("cannot tell {}: {}", null, "pia@acme.example", "call +1 415 555 0132\nAT ONCE");

    assertThat(line.text("formattedMessage"))
        .isEqualTo("cannot tell <email>: call <phone>\nAT ONCE");
  }

  @Test
  void an_address_after_a_line_break_does_not_break_the_line() {
    Json.Obj line = logged("said:\npia@acme.example\tand\\bo@x.example", null);

    assertThat(line.text("formattedMessage")).isEqualTo("said:\n<email>\tand\\<email>");
  }

  @Test
  void exceptions_are_masked_with_their_causes_and_what_they_suppressed() {
    IllegalStateException thrown =
        new IllegalStateException(
            "no customer for pia@acme.example",
            new IllegalArgumentException("IBAN DE89 3704 0044 0532 0130 00"));
    thrown.addSuppressed(new IOException("card 4111 1111 1111 1111"));

    String line = encoded("failed", thrown);

    assertThat(line)
        .contains("no customer for <email>", "IBAN <iban>", "card <card>")
        .contains("MaskingEncoderTest", "IllegalArgumentException")
        .doesNotContain("acme", "0532", "4111");
  }

  @Test
  void a_secret_does_not_print_wherever_it_comes_from() {
    Secret token = new Secret("xoxb-7-vErYsEcReT-token");

    String line =
        encoded("sent with " + token.reveal(), new IOException("401 for " + token.reveal()));

    assertThat(line).contains("sent with ********", "401 for ********").doesNotContain("vErY");
  }

  @Test
  void ids_and_amounts_stay_as_they_are() {
    String text = "deal 006Hs00001ABCdEFGH over USD 48,000.00 is invoice 1042 since 2026-11-23";
    assertThat(logged(text, null).text("formattedMessage")).isEqualTo(text);
  }

  @Test
  void values_beside_the_message_are_masked_too() {
    MaskingEncoder encoder = encoder();
    LoggingEvent event = event("told", null);
    event.addKeyValuePair(new KeyValuePair("to", "pia@acme.example"));

    assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
        .contains("<email>")
        .doesNotContain("acme");
  }

  @Test
  void what_is_longer_than_any_message_is_cut_off() {
    assertThat(logged("x".repeat(30_000), null).text("formattedMessage"))
        .hasSizeLessThan(21_000)
        .endsWith("… (10000 more)");
  }

  private Json.Obj logged(String message, @Nullable Throwable thrown, Object... values) {
    return Json.parseObj(encoded(message, thrown, values));
  }

  private String encoded(String message, @Nullable Throwable thrown, Object... values) {
    return new String(encoder().encode(event(message, thrown, values)), StandardCharsets.UTF_8);
  }

  private LoggingEvent event(String message, @Nullable Throwable thrown, Object... values) {
    Logger logger = context.getLogger("test");
    return new LoggingEvent(
        MaskingEncoderTest.class.getName(), logger, Level.WARN, message, thrown, values);
  }

  private MaskingEncoder encoder() {
    MaskingEncoder encoder = new MaskingEncoder();
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
