package io.tieout.app.bench;

import io.tieout.engine.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The processor time that this process and the database's server took so far.
///
/// @param server zero when it runs on another machine
record Cpu(Duration ours, Duration server) {
  private static final String BACKENDS = "select pid from pg_stat_activity where pid is not null";
  static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO);

  static Cpu now(Database database) {
    List<Long> backends =
        database.inTransaction(sql -> sql.ask(BACKENDS).list(row -> row.number("pid")));
    Duration server =
        backends.stream()
            .map(ProcessHandle::of)
            .flatMap(Optional::stream)
            .filter(Cpu::isServer)
            .map(Cpu::of)
            .reduce(Duration.ZERO, Duration::plus);
    return new Cpu(of(ProcessHandle.current()), server);
  }

  /// What was taken since then.
  Cpu since(Cpu before) {
    return new Cpu(ours.minus(before.ours), server.minus(before.server));
  }

  Cpu plus(Cpu other) {
    return new Cpu(ours.plus(other.ours), server.plus(other.server));
  }

  static long microsEach(Duration time, int rows) {
    return rows == 0 ? 0 : time.toNanos() / 1_000 / rows;
  }

  private static boolean isServer(ProcessHandle process) {
    return process.info().command().filter(c -> c.contains("postgres")).isPresent();
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
