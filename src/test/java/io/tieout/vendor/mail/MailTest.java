package io.tieout.vendor.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Letters as a mail server receives them.
class MailTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));
  private static final byte[] FILE = "{\"π\":1}".getBytes(StandardCharsets.UTF_8);

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void a_letter_arrives_with_its_file_byte_by_byte() throws MessagingException, IOException {
    String id = mail(MailSettings.Security.NONE, Optional.empty()).send(letter());

    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getMessageID()).isEqualTo(id);
    assertThat(received.getSubject()).isEqualTo("Anchor – 2026-11-02");
    assertThat(received.getFrom()[0]).hasToString("tieout@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("auditor@example.org");
    assertThat(received.getSentDate()).isEqualTo(Date.from(CLOCK.instant()));
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüße");
    BodyPart file = parts.getBodyPart(1);
    assertThat(file.getFileName()).isEqualTo("anchor.json");
    assertThat(file.getInputStream().readAllBytes()).isEqualTo(FILE);
  }

  @Test
  void a_server_that_wants_a_log_in_gets_it() {
    server.setUser("tieout@example.com", "tieout", "sesame");
    server.getUserManager().setAuthRequired(true);

    mail(MailSettings.Security.NONE, login("sesame")).send(letter());

    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_wrong_password_is_told_without_it() {
    server.setUser("tieout@example.com", "tieout", "sesame");
    server.getUserManager().setAuthRequired(true);

    assertThatThrownBy(() -> mail(MailSettings.Security.NONE, login("hunter2")).send(letter()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("did not take the letter to auditor@example.org")
        .message()
        .doesNotContain("hunter2");
    assertThat(login("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void nothing_is_sent_in_the_clear_where_encryption_is_wanted() {
    assertThatThrownBy(() -> mail(MailSettings.Security.STARTTLS, Optional.empty()).send(letter()))
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_server_out_of_reach_is_a_fault_that_passes() {
    Mail mail = mail(MailSettings.Security.NONE, Optional.empty());
    server.stop();

    assertThatThrownBy(() -> mail.send(letter()))
        .extracting(e -> ((FaultException) e).fault())
        .isInstanceOf(Fault.Transient.class);
  }

  private Mail mail(MailSettings.Security security, Optional<MailSettings.Login> login) {
    return new Mail(
        new MailSettings(
            "127.0.0.1", server.getSmtp().getPort(), security, "tieout@example.com", login),
        CLOCK);
  }

  private static Optional<MailSettings.Login> login(String password) {
    return Optional.of(new MailSettings.Login("tieout", new Secret(password)));
  }

  private static Letter letter() {
    return new Letter(
        "auditor@example.org",
        "Anchor – 2026-11-02",
        "Grüße",
        new Letter.Attachment("anchor.json", "application/json", FILE));
  }
}
