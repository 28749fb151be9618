package io.tieout.app.bench;

import io.tieout.app.house.QuickBooksHook;
import io.tieout.value.secret.Secret;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends signed QuickBooks webhooks over one connection that is kept. Speaks HTTP by hand, so that
/// the sender takes little of the machine it shares with what is measured.
final class WebhookSender implements Teller {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String STATUS_OK = "HTTP/1.1 200 ";
  private static final String LENGTH = "content-length:";

  private final Deliveries deliveries;
  private final String start;
  private final Socket socket;
  private final InputStream in;
  private final Mac mac;

  WebhookSender(URI door, Deliveries deliveries, Secret token) {
    this.deliveries = deliveries;
    this.start =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nintuit-signature: "
            .formatted(QuickBooksHook.PATH, door.getAuthority());
    try {
      socket = new Socket(door.getHost(), door.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + door, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public void tell(long number) {
    byte[] body = deliveries.webhook(number).getBytes(StandardCharsets.UTF_8);
    String head =
        start
            + Base64.getEncoder().encodeToString(mac.doFinal(body))
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try {
      ByteArrayOutputStream whole = new ByteArrayOutputStream(1024);
      whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      whole.writeBytes(body);
      socket.getOutputStream().write(whole.toByteArray());
      answer();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection broke before the answer", e);
    }
  }

  private void answer() throws IOException {
    String status = line();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    in.readNBytes(length);
    if (!status.startsWith(STATUS_OK)) {
      throw new IllegalStateException("a genuine webhook was answered with " + status);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the door closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a connection does not close", e);
    }
  }
}
