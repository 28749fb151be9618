package io.tieout.app.config;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.git.GitSettings;
import io.tieout.vendor.mail.MailSettings;
import io.tieout.vendor.timestamp.TimestampTrust;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The destinations of anchors.
final class AnchorsSection {
  private static final int SUBMISSION_PORT = 587;
  private static final String ROOTS_OF_JAVA = "java";
  private static final List<String> OF_MAIL =
      List.of(
          "email_from", "smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_password");

  private static final Map<String, MailSettings.Security> SECURITY =
      Map.of(
          "starttls", MailSettings.Security.STARTTLS,
          "tls", MailSettings.Security.TLS,
          "none", MailSettings.Security.NONE);

  private final Fields fields;
  private final Path file;

  /// @param file the configuration, which other files lie beside
  AnchorsSection(Fields fields, Path file) {
    this.fields = fields;
    this.file = file;
  }

  AnchorsConfig read() {
    Optional<String> channel = channel();
    Optional<AnchorsConfig.MailTo> mail = mail();
    Optional<AnchorsConfig.Stamps> stamps = stamps();
    Optional<GitSettings> git = new GitSection(fields).read();
    fields.done();
    return new AnchorsConfig(channel, mail, stamps, git);
  }

  private Optional<String> channel() {
    Optional<String> channel = fields.optText("slack_channel");
    if (channel.filter(id -> !id.matches("[CG][A-Z0-9]{2,20}")).isPresent()) {
      fields.problem(
          "slack_channel", "is not a channel's id; write it as it stands in Slack: C0123456789");
    }
    return channel;
  }

  private Optional<AnchorsConfig.MailTo> mail() {
    Optional<String> address = address("email");
    Optional<String> from = address("email_from");
    Optional<String> host = fields.optText("smtp_host");
    int port = fields.number("smtp_port", SUBMISSION_PORT, 1, 65_535);
    String security = fields.oneOf("smtp_security", List.of("starttls", "tls", "none"));
    Optional<String> user = fields.optText("smtp_user");
    Optional<Secret> password =
        fields.optSecret("smtp_password", "TIEOUT_SMTP_PASSWORD").map(Secret::new);
    complete();
    if (address.isEmpty() || from.isEmpty() || host.isEmpty()) {
      return Optional.empty();
    }
    Optional<MailSettings.Login> login =
        user.flatMap(u -> password.map(p -> new MailSettings.Login(u, p)));
    MailSettings server =
        new MailSettings(
            host.get(),
            port,
            SECURITY.getOrDefault(security, MailSettings.Security.STARTTLS),
            from.get(),
            login);
    return Optional.of(new AnchorsConfig.MailTo(address.get(), server));
  }

  private Optional<String> address(String name) {
    Optional<String> address = fields.optText(name);
    if (address.filter(a -> !a.matches("[^\\s@]+@[^\\s@]+")).isPresent()) {
      fields.problem(name, "is no e-mail address; write for example audit@example.org");
    }
    return address;
  }

  /// Mail needs several fields, or none.
  private void complete() {
    if (fields.present("email")) {
      for (String name : List.of("email_from", "smtp_host")) {
        if (!fields.present(name)) {
          fields.problem(name, "is missing; anchors.email cannot be sent to without it");
        }
      }
    } else {
      OF_MAIL.stream()
          .filter(fields::present)
          .findFirst()
          .ifPresent(name ->
              fields.problem("email", "is missing; %s does nothing without it".formatted(name)));
    }
    if (fields.present("smtp_user") != fields.present("smtp_password")) {
      fields.problem(
          fields.present("smtp_user") ? "smtp_password" : "smtp_user",
          "is missing; a log-in has both, or leave both out");
    }
  }

  /// Encryption is not asked of the address: the token is signed, and only a SHA-256 goes there.
  private Optional<AnchorsConfig.Stamps> stamps() {
    Optional<URI> url = fields.optUri("timestamp_url");
    String roots = fields.textOr("timestamp_roots", ROOTS_OF_JAVA);
    return url.flatMap(u -> trust(roots).map(trust -> new AnchorsConfig.Stamps(u, trust)));
  }

  private Optional<TimestampTrust> trust(String roots) {
    if (roots.equals(ROOTS_OF_JAVA)) {
      return Optional.of(TimestampTrust.ofJava());
    }
    try {
      return Optional.of(TimestampTrust.ofPem(file.toAbsolutePath().resolveSibling(roots)));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      fields.problem(
          "timestamp_roots",
          "'%s' cannot be used; name a PEM file with the authority's root certificate, beside the configuration"
              .formatted(roots));
      return Optional.empty();
    }
  }
}
