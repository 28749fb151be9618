package io.tieout.app.storm;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.side.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.joda.money.Money;

/// What the stand-ins were asked to change and did, whether or not the answer arrived. It is the
/// stand-ins' side of the story: nothing of it comes from Tieout's own records.
final class WriteLog {
  /// The kinds of writes, by the names of effects where there is one of each kind.
  static final List<String> STEPS =
      List.of(
          "create-customer",
          "create-invoice",
          "change-invoice",
          "attach-quote",
          "note-approval",
          "write-back",
          "log-activity");

  private static final int SUCCESS = 300;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Write> writes = new ArrayList<>();
  private final AtomicReference<Optional<Sold>> sold = new AtomicReference<>(Optional.empty());

  /// A change that was carried out.
  ///
  /// @param step the name of the effect that such a request belongs to
  /// @param key the vendor's idempotency key, where the vendor has one: told again under it,
  ///   nothing is done again
  /// @param sold what the deal said when the piece of work began that wrote this; empty when it was
  ///   changed meanwhile
  /// @param at by the world's clock
  record Write(
      String system,
      String step,
      String path,
      Optional<String> key,
      Optional<Sold> sold,
      Instant at) {}

  /// What a deal says that is sold.
  record Sold(boolean won, Money net) {}

  /// Whoever works from now on finds the deal like this.
  void finds(Optional<Sold> deal) {
    sold.set(deal);
  }

  void add(Side side, HttpCall call, int status, Instant at) {
    if (status >= SUCCESS || !side.writes(call)) {
      return;
    }
    Optional<String> key = call.param("requestid").or(() -> call.header("Idempotency-Key"));
    lock.lock();
    try {
      writes.add(
          new Write(side.system(), step(side.system(), call), call.path(), key, sold.get(), at));
    } finally {
      lock.unlock();
    }
  }

  int size() {
    return all().size();
  }

  /// What was carried out after the first so many.
  List<Write> since(int before) {
    List<Write> all = all();
    return all.subList(before, all.size());
  }

  /// A vendor that honours keys has done what came twice under one key once.
  static long distinct(Stream<Write> writes) {
    List<Write> all = writes.toList();
    long keyed = all.stream().map(Write::key).flatMap(Optional::stream).distinct().count();
    return keyed + all.stream().filter(w -> w.key().isEmpty()).count();
  }

  private List<Write> all() {
    lock.lock();
    try {
      return List.copyOf(writes);
    } finally {
      lock.unlock();
    }
  }

  /// Whether the request would change something of this kind.
  static boolean isOf(Side side, HttpCall call, String step) {
    return side.writes(call) && step(side.system(), call).equals(step);
  }

  private static String step(String system, HttpCall call) {
    String path = call.path().toLowerCase(Locale.ROOT);
    return switch (system) {
      case "quickbooks", "xero" -> ofBooks(call, path);
      default -> call.method().equals("PATCH") ? "write-back" : "log-activity";
    };
  }

  private static String ofBooks(HttpCall call, String path) {
    if (path.contains("/attachments/") || path.endsWith("/upload")) {
      return "attach-quote";
    }
    if (path.endsWith("/history")) {
      return "note-approval";
    }
    if (path.endsWith("/customer") || path.contains("/contacts")) {
      return "create-customer";
    }
    if (path.endsWith("/invoice") || path.endsWith("/invoices")) {
      return call.param("operation").map(o -> o + "-invoice").orElse("create-invoice");
    }
    return path.contains("/invoices/") ? "change-invoice" : "other";
  }
}
