package io.tieout.app.drill;

import io.tieout.app.sandbox.SandboxConfig;
import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.lease.Keeper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a drill happens: one set of stand-ins, one database, and the replicas on both behind one
/// address.
public final class Site implements AutoCloseable {
  /// Stand-ins do not lag, so a lost answer is settled soon.
  private static final Duration PATIENCE = Duration.ofMillis(600);

  private static final int TRIES = 5;

  private final Path folder;
  private final DatabaseAddress address;
  private final Duration term;
  private final Vendors vendors;
  private final Balancer balancer = Balancer.open();
  private final Map<Replica, URI> replicas = new HashMap<>();
  private Duration cpu = Duration.ZERO;
  private int started;
  private boolean told;

  /// With leases as in production.
  public Site(Path folder, DatabaseAddress address) {
    this(folder, address, Keeper.TERM);
  }

  /// @param folder where the replicas write
  /// @param term of the replicas' leases
  Site(Path folder, DatabaseAddress address, Duration term) {
    this.folder = folder;
    this.address = address;
    this.term = term;
    this.vendors = Vendors.start(Vendors.DEFAULT_SEED, 1, InstantSource.system());
    vendors.slack().liftLimits();
  }

  public Vendors vendors() {
    return vendors;
  }

  public DatabaseAddress database() {
    return address;
  }

  /// Starts so many replicas and waits until they serve.
  public List<Replica> open(int count) {
    List<Replica> begun = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      begun.add(begin(Optional.empty()));
    }
    begun.forEach(this::serving);
    return begun;
  }

  /// Starts one that will die there, or nowhere; it does not serve yet.
  public Replica begin(Optional<Orders.Death> death) {
    return begin(death, term);
  }

  /// As [#begin(Optional)], with leases of another term.
  Replica begin(Optional<Orders.Death> death, Duration term) {
    String name = "replica-" + ++started;
    return Replica.start(
        folder,
        new Orders(
            vendors.info(),
            SandboxConfig.people(vendors.company()),
            address.jdbcUrl(),
            folder.toString(),
            name,
            term,
            PATIENCE,
            death,
            folder.resolve(name + ".address").toString()));
  }

  /// Waits until it serves, and sends it its share.
  public void serving(Replica replica) {
    URI base = replica.serving();
    replicas.put(replica, base);
    balancer.add(base);
    if (!told) {
      told = true;
      tell();
    }
  }

  /// A house that has just begun may be too slow for Slack's three seconds; an administrator tries
  /// again.
  private void tell() {
    for (int left = TRIES; left > 0; left--) {
      try {
        vendors.tell(balancer.base());
        return;
      } catch (IllegalStateException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  public void kill(Replica replica) {
    replica.kill();
    gone(replica);
  }

  /// No more comes to it, then it closes in order.
  public void stop(Replica replica) {
    balancer.remove(replicas.getOrDefault(replica, balancer.base()));
    replica.stop();
    gone(replica);
  }

  /// It died by itself at its mark.
  public void died(Replica replica) {
    replica.died();
    gone(replica);
  }

  private void gone(Replica replica) {
    balancer.remove(replicas.getOrDefault(replica, balancer.base()));
    replicas.remove(replica);
    cpu = cpu.plus(replica.cpu());
  }

  /// The processor time of all replicas so far, as far as it could be looked at.
  public Duration cpu() {
    return replicas.keySet().stream().map(Replica::cpu).reduce(cpu, Duration::plus);
  }

  @Override
  public void close() {
    replicas.keySet().forEach(Replica::close);
    balancer.close();
    vendors.close();
  }
}
