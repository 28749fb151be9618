package io.tieout.engine.db;

import io.tieout.value.secret.Secret;
import java.util.Collection;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.jspecify.annotations.Nullable;

/// Brings the schema up to date. The files of assertions that lie beside the migrations are theirs
/// to be tested by, not to be run: Flyway is not shown them, for it would take each for a second
/// migration of the same version.
final class Migrations implements ResourceProvider {
  private static final String ASSERTIONS = ".assert.sql";
  private final ResourceProvider all;

  private Migrations(ResourceProvider all) {
    this.all = all;
  }

  /// Over a connection of its own, for a change of a large table may take its time.
  static void run(DatabaseAddress on) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(
                on.jdbcUrl(),
                on.user().orElse(null),
                on.password().map(Secret::reveal).orElse(null))
            .locations("classpath:db/migration")
            // Rooms number their migrations in ranges of their own.
            .outOfOrder(true)
            .loggers("slf4j");
    Scanner<JavaMigration> scanner =
        new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
    configuration.resourceProvider(new Migrations(scanner)).load().migrate();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return all.getResource(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return all.getResources(prefix, suffixes).stream()
        .filter(resource -> !resource.getFilename().endsWith(ASSERTIONS))
        .toList();
  }
}
