package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.vendor.git.GitSettings;
import io.tieout.vendor.mail.MailSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Where anchors are sent.
class AnchorsConfigTest extends ConfigCase {
  private static final String MAIL =
      """
        email: audit@example.org
        email_from: tieout@example.com
        smtp_host: mail.example.com
      """;

  @Test
  void they_are_sent_nowhere_unless_a_destination_is_written() {
    assertThat(read(SMALL).config().anchors()).isEqualTo(AnchorsConfig.NOWHERE);
  }

  @Test
  void each_destination_may_stand_alone() {
    assertThat(anchors("  slack_channel: C0987654321\n").slackChannel()).contains("C0987654321");
    assertThat(anchors("  timestamp_url: http://tsa.example.net/tsr\n").stamps())
        .hasValueSatisfying(
            stamps -> assertThat(stamps.url()).isEqualTo(URI.create("http://tsa.example.net/tsr")));
    AnchorsConfig.MailTo mail = anchors(MAIL).mail().orElseThrow();
    assertThat(mail.address()).isEqualTo("audit@example.org");
    assertThat(mail.server().port()).isEqualTo(587);
    assertThat(mail.server().security()).isEqualTo(MailSettings.Security.STARTTLS);
    assertThat(mail.server().login()).isEmpty();
  }

  @Test
  void a_mail_server_may_want_a_log_in_and_the_password_does_not_print() {
    AnchorsConfig.MailTo mail =
        anchors(
                MAIL
                    + "  smtp_port: 465\n  smtp_security: tls\n  smtp_user: tieout\n"
                    + "  smtp_password: ${TIEOUT_SMTP_PASSWORD}\n")
            .mail()
            .orElseThrow();

    assertThat(mail.server().security()).isEqualTo(MailSettings.Security.TLS);
    assertThat(mail.server().login().orElseThrow().password().reveal()).isEqualTo(SECRET);
    assertThat(mail.toString()).doesNotContain(SECRET);
  }

  @Test
  void what_is_missing_or_malformed_is_told_at_its_place() {
    assertThat(problems(with("  slack_channel: '#audit'\n")))
        .containsExactly(
            "anchors.slack_channel is not a channel's id; write it as it stands in Slack: C0123456789");
    assertThat(problems(with("  email: audit\n")))
        .containsExactly(
            "anchors.email is no e-mail address; write for example audit@example.org",
            "anchors.email_from is missing; anchors.email cannot be sent to without it",
            "anchors.smtp_host is missing; anchors.email cannot be sent to without it");
    assertThat(problems(with("  smtp_host: mail.example.com\n")))
        .containsExactly("anchors.email is missing; smtp_host does nothing without it");
    assertThat(problems(with(MAIL + "  smtp_user: tieout\n")))
        .containsExactly("anchors.smtp_password is missing; a log-in has both, or leave both out");
    assertThat(problems(with(MAIL + "  smtp_security: ssl\n")))
        .containsExactly("anchors.smtp_security 'ssl' is not known; write starttls or tls or none");
  }

  @Test
  void roots_that_cannot_be_read_are_told() throws IOException {
    String text = "  timestamp_url: http://tsa.example.net/tsr\n  timestamp_roots: roots.pem\n";
    String told =
        "anchors.timestamp_roots 'roots.pem' cannot be used; name a PEM file with the authority's root certificate, beside the configuration";
    assertThat(problems(with(text))).containsExactly(told);
    Files.writeString(folder.resolve("roots.pem"), "no certificate");
    assertThat(problems(with(text))).containsExactly(told);
  }

  @Test
  void a_git_repository_has_an_address_without_a_log_in() {
    GitSettings git =
        anchors(
                "  git_url: https://git.example.org/audit.git\n  git_token: ${TIEOUT_SMTP_PASSWORD}\n")
            .git()
            .orElseThrow();
    assertThat(git.url()).isEqualTo(URI.create("https://git.example.org/audit.git"));
    assertThat(git.branch()).isEqualTo("anchors");
    assertThat(git.login().orElseThrow().user()).isEqualTo("x-access-token");
    assertThat(git.login().orElseThrow().token().reveal()).isEqualTo(SECRET);
    assertThat(git.toString()).doesNotContain(SECRET);

    assertThat(problems(with("  git_url: https://me:secret@git.example.org/audit.git\n")))
        .containsExactly("anchors.git_url holds a log-in; write it into git_user and git_token");
    assertThat(problems(with("  git_branch: main\n")))
        .containsExactly("anchors.git_url is missing; git_branch does nothing without it");
    for (String url : new String[] {"http://git.example.org/a.git", "git@example.org:a.git"}) {
      assertThat(problems(with("  git_url: '%s'\n".formatted(url))))
          .singleElement()
          .asString()
          .startsWith("anchors.git_url '%s' cannot be used; write https://".formatted(url));
    }
  }

  private AnchorsConfig anchors(String lines) {
    return read(with(lines)).config().anchors();
  }

  private static String with(String lines) {
    return SMALL + "anchors:\n" + lines;
  }
}
