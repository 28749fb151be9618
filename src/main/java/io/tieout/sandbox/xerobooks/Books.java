package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// An organisation's file: a table for each kind, ids, times and the indexes of names and numbers.
/// Everything happens under one lock; a transaction that throws leaves nothing behind.
public final class Books {
  private final Profile profile;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Kind, Map<String, Row>> tables = new EnumMap<>(Kind.class);
  private final Map<Key, String> index = new HashMap<>();
  private final Map<String, Integer> series = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Map<String, Change> pending = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Consumer<List<Change>> listener = _ -> {};
  private Optional<Instant> pretended = Optional.empty();
  private LockDates lockDates = LockDates.NONE;
  private int depth;

  public Books(Profile profile, InstantSource clock, RandomGenerator random) {
    this.profile = profile;
    this.clock = clock;
    this.random = random;
    for (Kind kind : Kind.values()) {
      tables.put(kind, new LinkedHashMap<>());
    }
  }

  public Profile profile() {
    return profile;
  }

  public Instant now() {
    return pretended.orElseGet(clock::instant);
  }

  /// Today in the organisation's time zone, where a missing date comes from.
  public LocalDate today() {
    return LocalDate.ofInstant(now(), profile.zone());
  }

  public LockDates lockDates() {
    return lockDates;
  }

  public void lockDates(LockDates dates) {
    alone(() -> {
      lockDates = dates;
      return dates;
    });
  }

  public void onCommit(Consumer<List<Change>> newListener) {
    listener = newListener;
  }

  /// Runs the work as of a moment: the past is written down when the organisation is seeded.
  <T> T asOf(Instant moment, Supplier<T> work) {
    return alone(() -> {
      pretended = Optional.of(moment);
      try {
        return work.get();
      } finally {
        pretended = Optional.empty();
      }
    });
  }

  /// Runs the work with nobody else at the books.
  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Runs the work wholly or not at all, then tells the listener what it changed.
  public <T> T transaction(Supplier<T> work) {
    return alone(() -> {
      depth++;
      boolean done = false;
      try {
        T result = work.get();
        done = true;
        return result;
      } finally {
        depth--;
        if (depth == 0) {
          finish(done);
        }
      }
    });
  }

  /// An object that was made and changed in one go is told of once, as made.
  private void finish(boolean done) {
    List<Change> changes = List.copyOf(pending.values());
    pending.clear();
    if (done) {
      undo.clear();
      if (!changes.isEmpty()) {
        listener.accept(changes);
      }
    } else {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
    }
  }

  public Optional<Row> find(Kind kind, String id) {
    return Optional.ofNullable(table(kind).get(id));
  }

  public Row need(Kind kind, String id) {
    return find(kind, id).orElseThrow(() -> Refused.absent(kind, id));
  }

  /// By id, or by the number or code that the vendor's addresses take as well.
  public Optional<Row> named(Kind kind, String text) {
    return find(kind, text)
        .or(() -> by(kind, Key.Of.NUMBER, text))
        .or(() -> by(kind, Key.Of.CODE, text));
  }

  /// Every object of the kind in order of creation; a view, to be read under the lock.
  public Collection<Row> all(Kind kind) {
    return Collections.unmodifiableCollection(table(kind).values());
  }

  /// The object that holds a name, number or code.
  Optional<Row> by(Kind kind, Key.Of what, String value) {
    return Optional.ofNullable(index.get(Key.of(kind, what, value))).flatMap(id -> find(kind, id));
  }

  Row insert(Kind kind, Json.Obj doc, boolean byApi) {
    String id = doc.optText(kind.idField()).orElseGet(this::freshId);
    Instant now = now();
    Row row = new Row(kind, id, doc.with(kind.idField(), id), now, now, byApi);
    put(row);
    pending.put(id, new Change(kind, id, Change.Verb.CREATE, now));
    return row;
  }

  Row replace(Row before, Json.Obj doc) {
    Row row = before.changed(doc, now());
    put(row);
    pending.putIfAbsent(
        row.id(), new Change(row.kind(), row.id(), Change.Verb.UPDATE, row.updated()));
    return row;
  }

  /// The next text of a numbered series such as `INV-0001`; numbers in use are skipped.
  String nextNumber(Kind kind, String prefix) {
    while (true) {
      String number = "%s%04d".formatted(prefix, series.merge(prefix, 1, Integer::sum));
      if (by(kind, Key.Of.NUMBER, number).isEmpty()) {
        return number;
      }
    }
  }

  String freshId() {
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /// Keeps the indexes with the table, and remembers how to take both back.
  private void put(Row row) {
    Row before = table(row.kind()).put(row.id(), row);
    if (before == null) {
      undo.push(() -> {
        table(row.kind()).remove(row.id());
        Key.all(row).forEach(index::remove);
      });
    } else {
      Key.all(before).forEach(index::remove);
      undo.push(() -> {
        Key.all(row).forEach(index::remove);
        table(row.kind()).put(row.id(), before);
        Key.all(before).forEach(k -> index.put(k, row.id()));
      });
    }
    Key.all(row).forEach(k -> index.put(k, row.id()));
  }

  private Map<String, Row> table(Kind kind) {
    return tables.getOrDefault(kind, Map.of());
  }
}
