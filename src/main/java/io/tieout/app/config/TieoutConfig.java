package io.tieout.app.config;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.door.slack.SlackSettings;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.work.routing.Routing;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything a house is told before it starts.
///
/// @param crms at least one, no two of one system
/// @param books at least one, no two of one id
/// @param routing which book a deal belongs to; names no book that is not there
/// @param model empty for the offline planner
public record TieoutConfig(
    Web web,
    List<CrmConfig> crms,
    List<BookConfig> books,
    Routing routing,
    SlackSettings slack,
    Optional<ModelSettings> model,
    Directory people,
    Policy policy,
    Rhythm rhythm,
    AnchorsConfig anchors,
    RetentionSettings retention) {
  public TieoutConfig {
    crms = List.copyOf(crms);
    books = List.copyOf(books);
    if (crms.isEmpty() || books.isEmpty()) {
      throw new IllegalArgumentException("there must be a CRM and a book");
    }
  }

  /// The time zone people are told times in: the first book's.
  public ZoneId zone() {
    return books.getFirst().zone();
  }

  /// The CRMs of one kind.
  public <T extends CrmConfig> Stream<T> crms(Class<T> kind) {
    return crms.stream().filter(kind::isInstance).map(kind::cast);
  }

  /// The books of one kind.
  public <T extends BookConfig> Stream<T> books(Class<T> kind) {
    return books.stream().filter(kind::isInstance).map(kind::cast);
  }

  /// Where we listen.
  ///
  /// @param host the address to bind
  /// @param port 0 for any free one
  /// @param publicUrl how browsers and vendors reach us, without a slash at its end
  public record Web(String host, int port, Optional<URI> publicUrl) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final Web LOOPBACK = new Web(DEFAULT_HOST, 0);

    public Web(String host, int port) {
      this(host, port, Optional.empty());
    }
  }

  /// How often recurring work runs.
  ///
  /// @param crmPoll for changed deals, which somebody waits for
  /// @param crmSweep for changes of all other records, and deletions, in the CRM
  public record Rhythm(
      Duration crmPoll, Duration crmSweep, Duration ledgerSweep, Duration janitor) {
    public static final Rhythm DEFAULT =
        new Rhythm(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));
  }
}
