package io.tieout.app.storm;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.effect.Mark;
import io.tieout.engine.effect.Marks;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What lies in wait on the way of a replica: something that happens just when a request arrives,
/// just when it was carried out, or at a mark in the life of an effect. Each happens once. The
/// storm goes step by step, so that whoever made the request is waiting while it happens.
final class Ambush {
  private final Vendors vendors;
  private final WriteLog writes;
  private final List<Trap> traps = new ArrayList<>();
  private final Trace trace = new Trace();

  Ambush(Vendors vendors, WriteLog writes) {
    this.vendors = vendors;
    this.writes = writes;
  }

  /// Where something happens.
  sealed interface Place {
    /// Before anything is done for the request.
    record Arrival(Predicate<HttpCall> call) implements Place {}

    /// After it was carried out and before its answer leaves.
    record Departure(Predicate<HttpCall> call) implements Place {}

    record AtMark(Mark mark, Predicate<String> step) implements Place {}
  }

  private record Trap(Place place, Consumer<String> what) {}

  /// @param what is told the name of the replica where it is known, else nothing
  void set(Place place, Consumer<String> what) {
    synchronized (traps) {
      traps.add(new Trap(place, what));
    }
  }

  void clear() {
    synchronized (traps) {
      traps.clear();
    }
  }

  Trace trace() {
    return trace;
  }

  /// Watches all stand-ins from now on.
  void watch() {
    Stream.concat(Stream.of(vendors.crm()), vendors.books().stream())
        .map(Side.class::cast)
        .forEach(side -> side.weather().watchedBy(watcher(side)));
  }

  Marks marksOf(String replica) {
    return (mark, step) -> {
      trace.add("%s %s %s".formatted(replica, mark, step));
      sprung(place ->
              place instanceof Place.AtMark(Mark wanted, var steps)
                  && wanted == mark
                  && steps.test(step))
          .ifPresent(what -> what.accept(replica));
    };
  }

  private Weather.Watch watcher(Side side) {
    return new Weather.Watch() {
      @Override
      public void arrives(HttpCall call) {
        trace.request("%s %s %s".formatted(side.system(), call.method(), call.path()));
        sprung(place -> place instanceof Place.Arrival(var wanted) && wanted.test(call))
            .ifPresent(what -> what.accept(""));
      }

      @Override
      public void carriedOut(HttpCall call, int status) {
        trace.add("  -> " + status);
        writes.add(side, call, status, vendors.clock().instant());
        sprung(place -> place instanceof Place.Departure(var wanted) && wanted.test(call))
            .ifPresent(what -> what.accept(""));
      }
    };
  }

  private Optional<Consumer<String>> sprung(Predicate<Place> here) {
    synchronized (traps) {
      Optional<Trap> trap = traps.stream().filter(t -> here.test(t.place())).findFirst();
      trap.ifPresent(traps::remove);
      return trap.map(Trap::what);
    }
  }
}
