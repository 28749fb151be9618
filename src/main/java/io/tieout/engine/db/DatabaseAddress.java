package io.tieout.engine.db;

import java.util.Optional;

/// Where the database is and how to get in.
///
/// @param jdbcUrl for example `jdbc:postgresql://db.example.com:5432/tieout`
/// @param poolSize the most connections held at once
public record DatabaseAddress(
    String jdbcUrl, Optional<String> user, Optional<Password> password, int poolSize) {
  public static final int DEFAULT_POOL_SIZE = 10;

  public DatabaseAddress {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database URL '%s': it must start with jdbc:postgresql:".formatted(jdbcUrl));
    }
  }

  /// A password that does not print itself.
  public static final class Password {
    private final String value;

    public Password(String value) {
      this.value = value;
    }

    String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "********";
    }
  }
}
