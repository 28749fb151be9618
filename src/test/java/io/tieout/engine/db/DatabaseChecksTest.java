package io.tieout.engine.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseChecksTest {
  @Test
  void a_migrated_database_of_ours_has_nothing_to_change() {
    try (Database database = TestDatabase.fresh()) {
      assertThat(new DatabaseChecks(database).checks())
          .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Outcome.OK))
          .extracting(Check::name)
          .containsExactly("version", "owner", "migrations", "extensions");
    }
  }

  @Test
  void a_missing_extension_a_failed_migration_and_another_owner_are_told() {
    try (Database database = TestDatabase.fresh()) {
      database.transact(sql -> {
        sql.run("drop extension unaccent cascade").rows();
        sql.run("update flyway_schema_history set success = false where version = '018'").rows();
        sql.run("create role somebody").rows();
        sql.run("grant select on flyway_schema_history to somebody").rows();
      });
      assertThat(at(new DatabaseChecks(database).checks(), "extensions").told())
          .contains("create extension unaccent");
      assertThat(at(new DatabaseChecks(database).checks(), "migrations").told())
          .contains("1 failed half way");
      database.transact(sql -> {
        sql.run("set local role somebody").rows();
        Check owner = sql.ask(DatabaseChecks.OWNER).one(DatabaseChecks::owner);
        assertThat(owner.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(owner.told()).contains("user somebody does not own the database");
      });
    }
  }

  private static Check at(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
