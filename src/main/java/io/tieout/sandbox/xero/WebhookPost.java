package io.tieout.sandbox.xero;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one signed post and judges the answer: 200 within five seconds, without body and cookies.
final class WebhookPost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookPost.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  WebhookPost(String key) {
    this.key = key;
  }

  /// What came back.
  ///
  /// @param status 0 when nothing did
  /// @param bare whether there was neither body nor cookie
  record Outcome(int status, boolean bare) {
    boolean accepted() {
      return status == 200 && bare;
    }
  }

  Outcome send(URI uri, String body, boolean wellSigned) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("x-xero-signature", signature(wellSigned ? key : key + "?", body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      boolean bare =
          response.body().length == 0 && response.headers().firstValue("Set-Cookie").isEmpty();
      return new Outcome(response.statusCode(), bare);
    } catch (IOException e) {
      LOG.debug("webhook to {} failed", uri, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new Outcome(0, false);
  }

  private static String signature(String key, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
