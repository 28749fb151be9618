package io.tieout.vendor.pubsub;

import io.tieout.value.fault.Patience;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/// How to reach the Pub/Sub API.
///
/// @param topic `/data/NAME__chn`, `/data/ChangeEvents` or `/data/OBJECTChangeEvent`
/// @param plaintext without TLS; for this machine alone
/// @param window events asked for ahead, at most 100
/// @param silence after which a stream counts as dead; the vendor says something every 270 seconds
/// @param patience how the waits between failures grow
public record PubSubSettings(
    String host,
    int port,
    boolean plaintext,
    String topic,
    int window,
    Duration silence,
    Patience patience) {
  public static final String DEFAULT_HOST = "api.pubsub.salesforce.com";
  public static final int DEFAULT_PORT = 7443;

  /// The custom channel that is deployed with Tieout's other metadata.
  public static final String DEFAULT_TOPIC = "/data/Tieout__chn";

  static final int MOST_AHEAD = 100;
  private static final Pattern TOPIC = Pattern.compile("/data/\\w+");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  /// Never gives up on what passes by itself.
  private static final Patience DEFAULT_PATIENCE =
      new Patience(1, Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(5));

  public PubSubSettings {
    if (plaintext && !LOOPBACK.contains(host)) {
      throw new IllegalArgumentException(
          "the Pub/Sub host '%s' must be reached with TLS; plaintext is for 127.0.0.1 alone"
              .formatted(host));
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the Pub/Sub port must be 1 to 65535, not " + port);
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException(
          "the Pub/Sub topic must look like %s, not '%s'".formatted(DEFAULT_TOPIC, topic));
    }
    if (window < 1 || window > MOST_AHEAD) {
      throw new IllegalArgumentException(
          "the Pub/Sub window must be 1 to %d events, not %d".formatted(MOST_AHEAD, window));
    }
    if (!silence.isPositive()) {
      throw new IllegalArgumentException("the Pub/Sub silence must be positive, not " + silence);
    }
  }

  /// Salesforce's own service.
  public static PubSubSettings of(String topic) {
    return new PubSubSettings(
        DEFAULT_HOST,
        DEFAULT_PORT,
        false,
        topic,
        MOST_AHEAD,
        Duration.ofMinutes(5),
        DEFAULT_PATIENCE);
  }

  /// A stand-in on this machine.
  public PubSubSettings onLoopback(String newHost, int newPort) {
    return new PubSubSettings(newHost, newPort, true, topic, window, silence, patience);
  }

  /// Another of Salesforce's hosts, such as the one for Germany.
  public PubSubSettings withHost(String newHost) {
    return new PubSubSettings(newHost, port, plaintext, topic, window, silence, patience);
  }

  public PubSubSettings withWindow(int newWindow) {
    return new PubSubSettings(host, port, plaintext, topic, newWindow, silence, patience);
  }

  public PubSubSettings withSilence(Duration newSilence) {
    return new PubSubSettings(host, port, plaintext, topic, window, newSilence, patience);
  }

  public PubSubSettings withPatience(Patience newPatience) {
    return new PubSubSettings(host, port, plaintext, topic, window, silence, newPatience);
  }
}
