package io.tieout.app.drill;

import io.tieout.app.house.House;
import io.tieout.app.sandbox.SandboxConfig;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.effect.Marks;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.vault.VaultKey;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// A Tieout in a process of its own. It lives until it is killed or reaches the place where it is
/// to die; a byte on its standard input has it close politely, the input's end, which is its
/// parent's, ends it at once.
public final class ReplicaMain {
  /// How a process ends that died where it was told to.
  static final int DIED_AT_MARK = 77;

  private static final int CONNECTIONS = 10;

  /// The stand-ins keep no limits.
  private static final int ALLOWANCE = 1_000;

  private ReplicaMain() {}

  /// Expects the file of its orders.
  public static void main(String[] args) throws IOException {
    Orders orders = Records.read(Json.parse(Files.readString(Path.of(args[0]))), Orders.class);
    try (Database database =
            Database.open(
                new DatabaseAddress(
                    orders.jdbcUrl(), Optional.empty(), Optional.empty(), CONNECTIONS));
        House house =
            House.open(
                SandboxConfig.of(orders.info(), orders.people()), ground(orders, database))) {
      tell(house, Path.of(orders.addressFile()));
      if (System.in.read() < 0) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  private static House.Ground ground(Orders orders, Database database) {
    return House.Ground.of(
            database,
            VaultKey.fromFile(Path.of(orders.keyFolder())),
            InstantSource.system(),
            new SecureRandom(),
            orders.name())
        .withPatience(orders.patience())
        .withAllowance(ALLOWANCE)
        .withKeeper(Keeper.of(database, orders.term()))
        .withMarks(orders.death().map(ReplicaMain::dying).orElse(Marks.NONE));
  }

  /// Halts as `kill -9` does: no hook runs, nothing is closed, no transaction ends.
  private static Marks dying(Orders.Death death) {
    return (mark, step) -> {
      if (mark == death.mark() && step.equals(death.step())) {
        Runtime.getRuntime().halt(DIED_AT_MARK);
      }
    };
  }

  private static void tell(House house, Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(whole, house.base().toString());
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
