package io.tieout.engine.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// One connection without pool, transactions or conveniences, and one prepared statement on it that
/// commits each time it is run: what the database does by itself, for measuring ours against.
public final class BareConnection implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement statement;

  private BareConnection(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  /// Connects and prepares a statement whose parameters (`?`) are all texts.
  public static BareConnection open(DatabaseAddress address, String statement) {
    try {
      Connection connection = connected(address);
      return new BareConnection(connection, connection.prepareStatement(statement));
    } catch (SQLException e) {
      throw failed("cannot connect to " + address.jdbcUrl(), e);
    }
  }

  /// Opens a transaction that has written nothing, sees the database as it is now, and idles until
  /// it is closed: what dies meanwhile cannot be swept away.
  public static Idling idleTransaction(DatabaseAddress address) {
    try {
      Connection connection = connected(address);
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_current_xact_id()");
      }
      return () -> closed(connection);
    } catch (SQLException e) {
      throw failed("cannot open an idle transaction", e);
    }
  }

  /// A transaction that idles until it is closed.
  public interface Idling extends AutoCloseable {
    @Override
    void close();
  }

  private static void closed(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("the idle transaction does not end", e);
    }
  }

  /// Runs the statement; committed when it returns.
  public void run(String... parameters) {
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed("the bare statement failed", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("cannot close a connection", e);
    }
  }

  private static Connection connected(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    address.user().ifPresent(user -> properties.setProperty("user", user));
    address.password().ifPresent(p -> properties.setProperty("password", p.reveal()));
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  private static DatabaseException failed(String what, SQLException e) {
    return new DatabaseException(what + ": " + e.getMessage(), e);
  }
}
