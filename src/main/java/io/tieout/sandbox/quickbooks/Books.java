package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The company's file: a table of documents for each kind, with ids, versions and times. Everything
/// happens under one lock; a transaction that throws leaves nothing behind.
final class Books {
  private final InstantSource clock;
  private final AtomicReference<Duration> queryLag = new AtomicReference<>(Duration.ZERO);
  private final Map<Kind, Map<String, Json.Obj>> tables = new EnumMap<>(Kind.class);
  private final Map<Kind, Map<String, Instant>> removed = new EnumMap<>(Kind.class);
  private final Settlements settlements = new Settlements();
  private final Map<String, Integer> series = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Change> pending = new ArrayList<>();
  private final List<Consumer<List<Change>>> listeners = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Settings settings;
  private Optional<Instant> pretended = Optional.empty();
  private int depth;

  /// From now on queries do not see what was made so lately; reading by id does.
  void queryLag(Duration lag) {
    queryLag.set(lag);
  }

  /// Whether queries see the document.
  boolean indexed(Json.Obj doc) {
    Duration lag = queryLag.get();
    return lag.isZero()
        || doc.get("MetaData").isEmpty()
        || !Stamp.read(doc.obj("MetaData").text("CreateTime")).isAfter(clock.instant().minus(lag));
  }

  Books(InstantSource clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
    for (Kind kind : Kind.values()) {
      tables.put(kind, new LinkedHashMap<>());
      removed.put(kind, new LinkedHashMap<>());
    }
  }

  Instant now() {
    return pretended.orElseGet(clock::instant);
  }

  LocalDate today() {
    return Stamp.date(now());
  }

  Settings settings() {
    return settings;
  }

  void settings(Settings newSettings) {
    alone(() -> {
      settings = newSettings;
      return newSettings;
    });
  }

  /// Runs the work as of a moment: the past is written down when the company is seeded.
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

  void onCommit(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  /// Runs the work with nobody else at the books.
  <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Runs the work wholly or not at all, then tells the listeners what it changed.
  <T> T transaction(Supplier<T> work) {
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

  private void finish(boolean done) {
    List<Change> changes = List.copyOf(pending);
    pending.clear();
    if (done) {
      undo.clear();
      if (!changes.isEmpty()) {
        listeners.forEach(l -> l.accept(changes));
      }
    } else {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
    }
  }

  Optional<Json.Obj> find(Kind kind, String id) {
    return Optional.ofNullable(table(kind).get(id));
  }

  /// Every document of the kind in order of creation.
  List<Json.Obj> all(Kind kind) {
    return List.copyOf(table(kind).values());
  }

  /// Payments that pay or use up the document, in order of creation.
  List<Json.Obj> paymentsOn(Links.End end) {
    return settlements.of(end).stream().flatMap(id -> find(Kind.PAYMENT, id).stream()).toList();
  }

  Map<String, Instant> removed(Kind kind) {
    return new LinkedHashMap<>(removedOf(kind));
  }

  /// Adds a new object: gives it the next id, version 0 and its times.
  Json.Obj insert(Kind kind, Json.Obj doc) {
    String id = nextId(kind.idSeries());
    String at = Stamp.of(now());
    Json.Obj stored =
        doc.with("domain", "QBO")
            .with("sparse", Json.of(false))
            .with("Id", id)
            .with("SyncToken", "0")
            .with(
                "MetaData", Json.object().put("CreateTime", at).put("LastUpdatedTime", at).build());
    put(kind, id, stored);
    pending.add(new Change(kind, id, Change.Verb.CREATED, now()));
    return stored;
  }

  /// Puts a new version of an object: its version goes up by one.
  Json.Obj replace(Kind kind, Json.Obj doc, Change.Verb verb) {
    String id = doc.text("Id");
    Json.Obj before = find(kind, id).orElseThrow(Refusal::notFound);
    String created = before.obj("MetaData").text("CreateTime");
    Json.Obj stored =
        doc.with("domain", "QBO")
            .with("sparse", Json.of(false))
            .with("SyncToken", String.valueOf(Integer.parseInt(before.text("SyncToken")) + 1))
            .with(
                "MetaData",
                Json.object()
                    .put("CreateTime", created)
                    .put("LastUpdatedTime", Stamp.of(now()))
                    .build());
    put(kind, id, stored);
    pending.add(new Change(kind, id, verb, now()));
    return stored;
  }

  void remove(Kind kind, String id) {
    Json.Obj before = set(kind, id, Optional.empty()).orElseThrow(Refusal::notFound);
    undo.push(() -> set(kind, id, Optional.of(before)));
    removedOf(kind).put(id, now());
    undo.push(() -> removedOf(kind).remove(id));
    pending.add(new Change(kind, id, Change.Verb.DELETED, now()));
  }

  /// Puts a row that brings its own id: the tax tables' pseudo codes.
  void load(Kind kind, Json.Obj doc) {
    String at = Stamp.of(now());
    put(
        kind,
        doc.text("Id"),
        doc.with("domain", "QBO")
            .with("sparse", Json.of(false))
            .with("SyncToken", "0")
            .with(
                "MetaData",
                Json.object().put("CreateTime", at).put("LastUpdatedTime", at).build()));
  }

  /// Empties a table that is about to be loaded anew.
  void clear(Kind kind) {
    table(kind).clear();
  }

  private void put(Kind kind, String id, Json.Obj doc) {
    Optional<Json.Obj> before = set(kind, id, Optional.of(doc));
    undo.push(() -> set(kind, id, before));
  }

  /// The one place where documents come and go; what was there before.
  private Optional<Json.Obj> set(Kind kind, String id, Optional<Json.Obj> doc) {
    Optional<Json.Obj> before =
        Optional.ofNullable(
            doc.isPresent() ? table(kind).put(id, doc.get()) : table(kind).remove(id));
    if (kind == Kind.PAYMENT) {
      settlements.moved(id, before, doc);
    }
    return before;
  }

  private String nextId(String name) {
    return String.valueOf(series.merge(name, 1, Integer::sum));
  }

  private Map<String, Json.Obj> table(Kind kind) {
    return tables.getOrDefault(kind, Map.of());
  }

  private Map<String, Instant> removedOf(Kind kind) {
    return removed.getOrDefault(kind, Map.of());
  }
}
