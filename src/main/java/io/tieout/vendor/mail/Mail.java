package io.tieout.vendor.mail;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;

/// Hands letters to one mail server.
public final class Mail {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MailSettings settings;
  private final InstantSource clock;
  private final Session session;

  public Mail(MailSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
  }

  /// Sends the letter and gives its Message-ID. The server has taken it then; whether it arrives is
  /// the server's affair.
  public String send(Letter letter) {
    try {
      MimeMessage message = message(letter);
      if (settings.login().isPresent()) {
        MailSettings.Login login = settings.login().get();
        Transport.send(message, login.user(), login.password().reveal());
      } else {
        Transport.send(message);
      }
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new FaultException(
          new Fault.Transient(
              "the mail server %s:%d did not take the letter to %s: %s"
                  .formatted(settings.host(), settings.port(), letter.to(), e.getMessage())),
          e);
    }
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(letter.text(), "UTF-8");
    MimeBodyPart file = new MimeBodyPart();
    Letter.Attachment attachment = letter.attachment();
    file.setDataHandler(
        new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
    file.setFileName(attachment.name());
    // Letter by letter: a mail server may break and fold what is not base64.
    file.setHeader("Content-Transfer-Encoding", "base64");
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setContent(new MimeMultipart(text, file));
    message.saveChanges();
    return message;
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
    for (String patience : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + patience, String.valueOf(PATIENCE.toMillis()));
    }
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
    }
    return properties;
  }
}
