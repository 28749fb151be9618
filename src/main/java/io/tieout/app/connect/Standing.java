package io.tieout.app.connect;

import io.tieout.engine.vault.VaultException;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a connection stands, as far as we know without asking the vendor.
public sealed interface Standing {
  /// An administrator is told this long before a connection ends.
  Duration SOON = Duration.ofDays(14);

  /// Nobody has consented.
  record NotConnected() implements Standing {}

  /// It works.
  ///
  /// @param since empty while the configured token was never used
  /// @param expires empty where the vendor names no end
  record Connected(Optional<Instant> since, Optional<Instant> expires) implements Standing {}

  /// It works, but ends soon unless it is used or connected anew.
  record EndsSoon(Optional<Instant> since, Instant expires) implements Standing {}

  /// The vendor refuses it, or its time is over.
  record ReconnectNeeded(Instant since) implements Standing {}

  /// The vendor accepts the connection, but no longer lets us into these accounts: somebody has
  /// disconnected them there.
  record Withdrawn(List<AccountNaming.Account> accounts, Instant since) implements Standing {
    public Withdrawn {
      accounts = List.copyOf(accounts);
    }

    /// Our names for them.
    String named() {
      return accounts.stream()
          .map(AccountNaming.Account::connection)
          .collect(Collectors.joining(", "));
    }

    /// For people, with the vendor's ids.
    public String spoken() {
      return accounts.stream().map(AccountNaming.Account::spoken).collect(Collectors.joining(", "));
    }
  }

  /// What is sealed cannot be opened.
  record Unreadable(String why) implements Standing {}

  /// Looks.
  static Standing of(Connectable connectable, VaultedGrant.Kept kept, InstantSource clock) {
    VaultedGrant grant = new VaultedGrant(kept, connectable.key(), connectable.configured(), clock);
    try {
      Optional<TokenVault.Grant> held = grant.load();
      if (held.isEmpty()) {
        return new NotConnected();
      }
      return grant
          .refusedSince()
          .<Standing>map(ReconnectNeeded::new)
          .or(() -> new Reaching(kept, clock).withdrawn(connectable))
          .orElseGet(() -> aged(grant.connectedSince(), held.get().expires(), clock.instant()));
    } catch (VaultException e) {
      return new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Standing aged(Optional<Instant> since, Optional<Instant> expires, Instant now) {
    if (expires.filter(end -> !end.isAfter(now)).isPresent()) {
      return new ReconnectNeeded(expires.get());
    }
    return expires
        .filter(end -> end.isBefore(now.plus(SOON)))
        .<Standing>map(end -> new EndsSoon(since, end))
        .orElseGet(() -> new Connected(since, expires));
  }
}
