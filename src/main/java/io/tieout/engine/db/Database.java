package io.tieout.engine.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// The pool of connections and the way to run transactions.
///
/// No HTTP call is made while a transaction is open: transactions are short and hold only SQL.
public final class Database implements AutoCloseable {
  /// How long work waits for a connection when others have them all.
  private static final Duration CONNECTION = Duration.ofSeconds(10);

  /// How long work waits for the server's answer. The longest statement takes seconds; a server
  /// that is gone without a word, or a lock that is never given, would be waited for without end.
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private static final String UNIQUE_VIOLATION = "23505";

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /// Opens a pool on the server and brings the schema up to date.
  public static Database open(DatabaseAddress address) {
    Database database = reached(address);
    try {
      Migrations.run(address);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw new DatabaseException(
          "the tables in %s cannot be brought up to date: %s"
              .formatted(address.jdbcUrl(), e.getMessage()),
          e);
    }
  }

  private static Database reached(DatabaseAddress address) {
    try {
      return connect(address);
    } catch (RuntimeException e) {
      throw new DatabaseException(
          "the database %s cannot be reached: %s. See that it runs and that address, user and password are right"
              .formatted(address.jdbcUrl(), e.getMessage()),
          e);
    }
  }

  /// Opens a pool without touching the schema, which must be up to date.
  public static Database connect(DatabaseAddress address) {
    return connect(address, CONNECTION);
  }

  /// As [#connect(DatabaseAddress)].
  ///
  /// @param patience how long work waits for a connection when others have them all
  public static Database connect(DatabaseAddress address, Duration patience) {
    return connect(address, patience, ANSWER);
  }

  /// As [#connect(DatabaseAddress)].
  ///
  /// @param connection how long work waits for a connection
  /// @param answer how long it waits for an answer; the connection is given up then. The address's
  ///   own `socketTimeout` goes before
  static Database connect(DatabaseAddress address, Duration connection, Duration answer) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tieout");
    config.setJdbcUrl(address.jdbcUrl());
    address.user().ifPresent(config::setUsername);
    address.password().ifPresent(p -> config.setPassword(p.reveal()));
    config.setMaximumPoolSize(address.poolSize());
    config.setConnectionTimeout(connection.toMillis());
    config.addDataSourceProperty("socketTimeout", String.valueOf(answer.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new Database(new HikariDataSource(config));
  }

  /// Runs the work in one transaction: committed when it returns, rolled back when it throws.
  public <T> T inTransaction(Function<Sql, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(new Sql(handle)));
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /// As [#inTransaction], for work without a result.
  public void transact(Consumer<Sql> work) {
    inTransaction(sql -> {
      work.accept(sql);
      return true;
    });
  }

  /// Runs the work in one transaction that sees everything as it stood at its beginning and may
  /// change nothing. It may take minutes, as it holds no lock that anybody waits for: for exports.
  public <T> T snapshot(Function<Sql, T> work) {
    try {
      return jdbi.inTransaction(
          TransactionIsolationLevel.REPEATABLE_READ,
          handle -> {
            handle.execute("set transaction read only");
            return work.apply(new Sql(handle));
          });
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /// Runs the work without a transaction around it: each statement is committed by itself, within
  /// one trip to the server. For work that is one statement, or whose statements may stand alone.
  public <T> T atOnce(Function<Sql, T> work) {
    try {
      return jdbi.withHandle(handle -> work.apply(new Sql(handle)));
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /// Whether a connection can be had and answers.
  public boolean answers() {
    try {
      return inTransaction(sql -> sql.ask("select 1 as one").one(row -> row.number("one"))) == 1;
    } catch (DatabaseException _) {
      return false;
    }
  }

  /// As [#answers()], but within so long: an unreachable server would be waited for.
  public boolean answers(Duration patience) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("database probe").start(() -> answer.complete(answers()));
    return answer.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// For libraries that need a data source of their own: the scheduler alone.
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static RuntimeException translated(JdbiException e) {
    return uniqueViolation(e)
        .<RuntimeException>map(constraint -> new DuplicateKeyException(constraint, e))
        .orElseGet(
            () -> new DatabaseException("the database refused: " + e.getMessage(), e, state(e)));
  }

  /// The SQL state the server gave, empty when it was not reached.
  private static String state(Throwable e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.ofNullable(sql.getSQLState()).orElse("");
      }
    }
    return "";
  }

  private static Optional<String> uniqueViolation(Throwable e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return Optional.of(constraintNamed(String.valueOf(sql.getMessage())));
      }
    }
    return Optional.empty();
  }

  /// The server's message quotes the constraint's name first.
  private static String constraintNamed(String message) {
    int open = message.indexOf('"');
    int close = message.indexOf('"', open + 1);
    return open < 0 || close < 0 ? "unknown" : message.substring(open + 1, close);
  }
}
