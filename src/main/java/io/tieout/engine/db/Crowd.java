package io.tieout.engine.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Others who hold connections of a pool, for drills. Transactions of one's own do not do: within
/// one, a thread is given the connection it has.
public final class Crowd {
  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  private Crowd() {}

  /// Does the work while so many connections are held.
  ///
  /// @return false when they cannot all be had: then nothing was done
  public static boolean holding(Database database, int connections, Runnable work) {
    List<Connection> held = new ArrayList<>();
    try {
      DataSource pool = database.dataSource();
      while (held.size() < connections) {
        held.add(pool.getConnection());
      }
      work.run();
      return true;
    } catch (SQLException e) {
      LOG.debug("{} connections cannot be had", connections, e);
      return false;
    } finally {
      held.forEach(Crowd::givenBack);
    }
  }

  private static void givenBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection is given back broken", e);
    }
  }
}
