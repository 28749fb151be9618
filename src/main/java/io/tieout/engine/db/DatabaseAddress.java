package io.tieout.engine.db;

import io.tieout.value.secret.Secret;
import java.util.Locale;
import java.util.Optional;

/// Where the database is and how to get in.
///
/// @param jdbcUrl for example `jdbc:postgresql://db.example.com:5432/tieout`; without a password,
///   because it is shown
/// @param poolSize the most connections held at once
public record DatabaseAddress(
    String jdbcUrl, Optional<String> user, Optional<Secret> password, int poolSize) {
  public static final int DEFAULT_POOL_SIZE = 10;

  public DatabaseAddress {
    if (jdbcUrl.toLowerCase(Locale.ROOT).matches(".*([?&]password=|//[^/?]*@).*")) {
      throw new IllegalArgumentException(
          "the database URL holds a password; give user and password in fields of their own");
    }
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "the database URL must start with jdbc:postgresql:, as in jdbc:postgresql://HOST:5432/NAME");
    }
  }
}
