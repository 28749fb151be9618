package io.tieout.engine.db;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.check.Looking;
import java.util.List;
import java.util.function.Function;

/// Whether the database is one that Tieout can live in.
public final class DatabaseChecks implements Checkable {
  private static final long OLDEST = 140_000;
  private static final int MAJOR = 10_000;
  private static final String VERSION =
      "select current_setting('server_version_num')::bigint as version";
  static final String OWNER =
      """
      select pg_get_userbyid(datdba) as owner, current_user as me,
             pg_has_role(current_user, datdba, 'USAGE') as owns
        from pg_database where datname = current_database()
      """;
  private static final String MIGRATIONS =
      """
      select count(*) as done, count(*) filter (where not success) as broken,
             coalesce(max(version), 'none') as newest
        from flyway_schema_history where version is not null
      """;
  private static final String EXTENSIONS =
      "select count(*) as there from pg_extension where extname in ('pg_trgm', 'unaccent')";

  private final Database database;

  public DatabaseChecks(Database database) {
    this.database = database;
  }

  @Override
  public List<Check> checks() {
    Looking looking = new Looking();
    look(
        looking,
        "version",
        VERSION,
        row ->
            row.number("version") >= OLDEST
                ? Check.ok("version", "PostgreSQL " + row.number("version") / MAJOR)
                : Check.failed(
                    "version",
                    "PostgreSQL %d is too old; use 14 or newer"
                        .formatted(row.number("version") / MAJOR)));
    look(looking, "owner", OWNER, DatabaseChecks::owner);
    look(
        looking,
        "migrations",
        MIGRATIONS,
        row ->
            row.number("broken") == 0
                ? Check.ok(
                    "migrations",
                    "%d done, newest %s".formatted(row.number("done"), row.text("newest")))
                : Check.failed(
                    "migrations",
                    "%d failed half way; restore the last backup and start Tieout again"
                        .formatted(row.number("broken"))));
    look(
        looking,
        "extensions",
        EXTENSIONS,
        row ->
            row.number("there") == 2
                ? Check.ok("extensions", "pg_trgm, unaccent")
                : Check.failed(
                    "extensions",
                    "pg_trgm or unaccent is missing; as a superuser run: create extension pg_trgm; create extension unaccent"));
    return looking.found();
  }

  static Check owner(Row row) {
    return row.flag("owns")
        ? Check.ok("owner", row.text("me"))
        : Check.failed(
            "owner",
            "user %s does not own the database, %s does; run: alter database NAME owner to %s"
                .formatted(row.text("me"), row.text("owner"), row.text("me")));
  }

  private void look(Looking looking, String name, String question, Function<Row, Check> judge) {
    looking.at(
        name, () -> database.inTransaction(sql -> sql.ask(question).one(judge)), found -> found);
  }
}
